using System.Globalization;
using System.Text;

namespace Kernels.Benchmarks;

/// <summary>The sources of a project of 1,000 kernels in 100 files, with 30,000 invocations, 10,000 of them of kernels.</summary>
internal static class SyntheticProject
{
    public const int KernelFiles = 100;
    public const int KernelsPerFile = 10;
    private const int InvocationsPerFile = 300;

    /// <summary>Ten kernels with a helper each, and the methods that call them and ordinary ones.</summary>
    public static string KernelFile(int file, int edit = 0)
    {
        StringBuilder text = new($$"""
            using static Kernels.NDArray;
            namespace App.Models;

            public static partial class Model{{file}}
            {

            """);
        for (var k = 0; k < KernelsPerFile; k++)
        {
            var scale = k == 0 ? (0.25f + edit).ToString(CultureInfo.InvariantCulture) : "0.5";
            text.AppendLine(CultureInfo.InvariantCulture, $$"""
                    [Jit] public static NDArray<float> Kernel{{file}}_{{k}}(NDArray<float> x, NDArray<float> y)
                    {
                        var centred = x - y * {{scale}}f;
                        return Helper{{k}}(centred) / (1f + Exp(-centred));
                    }

                    private static NDArray<float> Helper{{k}}(NDArray<float> x) => x * x + {{k}}f;

                """);
        }

        text.AppendLine("}").AppendLine().AppendLine(CultureInfo.InvariantCulture, $"public static class Use{file}").AppendLine("{");
        for (var m = 0; m < 10; m++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"    public static NDArray<float> Run{m}(NDArray<float> a, NDArray<float> b)").AppendLine("    {");
            text.AppendLine("        var count = 0;");
            for (var i = 0; i < InvocationsPerFile / 30; i++)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"        a = Model{file}.Kernel{file}_{(m + i) % KernelsPerFile}(a, b);");
                text.AppendLine(CultureInfo.InvariantCulture, $"        count += Tools.Measure(a.ToString(), {i});");
            }

            text.AppendLine("        return count > 0 ? a : b;").AppendLine("    }");
        }

        return text.AppendLine("}").ToString();
    }

    /// <summary>A file that has nothing to do with kernels.</summary>
    public static string PlainFile(int edit = 0) => $$"""
        namespace App;

        public static class Tools
        {
            public static int Measure(string text, int by)
            {
                var total = {{edit}};
                foreach (var c in text) total += char.ToUpperInvariant(c) * by;
                return total;
            }
        }
        """;
}
