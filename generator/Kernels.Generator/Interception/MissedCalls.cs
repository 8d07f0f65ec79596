namespace Kernels.Generator;

/// <summary>Tells which uses of compiled kernels run the original body.</summary>
internal static class MissedCalls
{
    public static DiagnosticList Diagnostics(FileCalls calls, CompanionTable companions, GeneratorOptions options)
    {
        List<DiagnosticInfo> diagnostics = [];
        foreach (var missed in calls.Missed)
        {
            var companion = missed.Kernel.LibraryCompanion ?? (companions.ById.TryGetValue(missed.Kernel.MethodId, out var known) ? known.Name : null);
            if (companion is null) continue;
            diagnostics.Add(missed.Reason is null
                ? new(Descriptors.UsedAsDelegate.Id, missed.Location, missed.Kernel.Name, companion)
                : new(Descriptors.NotIntercepted.Id, missed.Location, missed.Kernel.Name, missed.Reason));
        }

        return new(new([.. diagnostics]), options.Strict);
    }
}
