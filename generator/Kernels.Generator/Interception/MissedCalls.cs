namespace Kernels.Generator;

/// <summary>Tells which calls of compiled kernels run the original body.</summary>
internal static class MissedCalls
{
    public static DiagnosticList Diagnostics(FileCalls calls, CompanionTable companions, GeneratorOptions options)
    {
        List<DiagnosticInfo> diagnostics = [];
        foreach (var missed in calls.Missed)
        {
            if (missed.Kernel.LibraryCompanion is null && !companions.ById.ContainsKey(missed.Kernel.MethodId)) continue;
            diagnostics.Add(new(Descriptors.NotIntercepted.Id, missed.Location, missed.Kernel.Name, missed.Reason));
        }

        return new(new([.. diagnostics]), options.Strict);
    }
}
