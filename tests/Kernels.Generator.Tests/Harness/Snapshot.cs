using System.Runtime.CompilerServices;
using System.Text;

namespace Kernels.Generator.Tests;

/// <summary>Snapshots by Verify's conventions: <c>Class.Test.verified.cs</c> beside the test. A mismatch writes <c>.received.cs</c> and
/// shows the difference; <c>UPDATE_SNAPSHOTS=1</c> accepts what was received.</summary>
internal static class Snapshot
{
    public static void Verify(string received, string? suffix = null, [CallerFilePath] string file = "", [CallerMemberName] string test = "")
    {
        var name = $"{Path.GetFileNameWithoutExtension(file)}.{test}{(suffix is null ? "" : "." + suffix)}";
        var verifiedPath = Path.Combine(Path.GetDirectoryName(file)!, name + ".verified.cs");
        var receivedPath = Path.Combine(Path.GetDirectoryName(file)!, name + ".received.cs");
        received = Normalize(received);
        var verified = File.Exists(verifiedPath) ? Normalize(File.ReadAllText(verifiedPath)) : null;
        if (received == verified)
        {
            File.Delete(receivedPath);
            return;
        }

        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.Delete(receivedPath);
            File.WriteAllText(verifiedPath, received);
            return;
        }

        File.WriteAllText(receivedPath, received);
        Assert.Fail(verified is null
            ? $"There is no {name}.verified.cs yet; accept with UPDATE_SNAPSHOTS=1. Received:\n{received}"
            : $"{name}.received.cs differs (- verified, + received); accept with UPDATE_SNAPSHOTS=1.\n{Diff(verified.Split('\n'), received.Split('\n'))}");
    }

    private static string Normalize(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd() + "\n";

    /// <summary>A line difference by the longest common subsequence, with two lines of context.</summary>
    private static string Diff(string[] old, string[] @new)
    {
        var common = new int[old.Length + 1, @new.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
            for (var j = @new.Length - 1; j >= 0; j--)
                common[i, j] = old[i] == @new[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);

        List<(char Mark, string Line)> lines = [];
        for (int i = 0, j = 0; i < old.Length || j < @new.Length;)
        {
            if (i < old.Length && j < @new.Length && old[i] == @new[j])
            {
                lines.Add((' ', old[i++]));
                j++;
            }
            else if (j < @new.Length && (i == old.Length || common[i, j + 1] >= common[i + 1, j])) lines.Add(('+', @new[j++]));
            else if (i < old.Length) lines.Add(('-', old[i++]));
        }

        StringBuilder text = new();
        for (var k = 0; k < lines.Count; k++)
            if (Enumerable.Range(k - 2, 5).Any(n => n >= 0 && n < lines.Count && lines[n].Mark != ' '))
                text.Append(lines[k].Mark).Append(' ').AppendLine(lines[k].Line);
        return text.ToString();
    }
}
