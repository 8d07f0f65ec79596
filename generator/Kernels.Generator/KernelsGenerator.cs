using System.Text;
using Kernels.Generator.Emit.Ilgpu;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Kernels.Generator;

/// <summary>The incremental pipeline, and nothing else.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class KernelsGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var options = context.AnalyzerConfigOptionsProvider.Select((o, _) => GeneratorOptions.From(o.GlobalOptions));
        var world = context.CompilationProvider.Combine(options)
            .Select((pair, ct) => World.Of(pair.Left, pair.Right, ct))
            .WithComparer(World.Comparer.Instance).WithTrackingName(Steps.World);

        var kernels = world.SelectMany((w, _) => w.KernelFiles).WithTrackingName(Steps.KernelFiles)
            .SelectMany((file, _) => file.Kernels).WithTrackingName(Steps.Kernels)
            .Select(KernelSiteCompiler.Compile).WithTrackingName(Steps.Compile);
        context.RegisterSourceOutput(kernels.Select((k, _) => new SourceFile(k.HintName, k.Source)).WithTrackingName(Steps.KernelSources), Add);
        context.RegisterSourceOutput(kernels.Select((k, _) => k.Diagnostics).WithTrackingName(Steps.KernelDiagnostics), Report);

        var companions = kernels.SelectMany((k, _) => k.Companions).Collect()
            .Select((all, _) => new CompanionTable(new([.. all.Select(c => c.Companion)]))).WithTrackingName(Steps.Companions);
        var calls = world.SelectMany((w, _) => w.CallFiles).WithTrackingName(Steps.CallFiles)
            .Select(CallBinder.Bind).WithTrackingName(Steps.Calls)
            .Combine(companions);
        context.RegisterSourceOutput(calls.Select((c, _) => new SourceFile(c.Left.HintName, InterceptorWriter.Write(c.Left, c.Right.ById))).WithTrackingName(Steps.Interceptors), Add);
        context.RegisterSourceOutput(calls.Combine(options).Select((c, _) => MissedCalls.Diagnostics(c.Left.Left, c.Left.Right, c.Right)).WithTrackingName(Steps.CallDiagnostics), Report);

        var transforms = world.SelectMany((w, _) => w.KernelCallFiles).Select(KernelCallCompiler.Compile).WithTrackingName(Steps.KernelCalls);
        context.RegisterSourceOutput(transforms.SelectMany((t, _) => t.Sources).WithTrackingName(Steps.KernelCallSources), Add);
        context.RegisterSourceOutput(transforms.Select((t, _) => t.Diagnostics).WithTrackingName(Steps.KernelCallDiagnostics), Report);

        var library = kernels.SelectMany((k, _) => k.Companions).Where(c => c.IsPublic).Select((c, _) => c.Companion.KernelName).Collect()
            .Select((names, _) => LibraryWriter.Write(names)).WithTrackingName(Steps.Library);
        context.RegisterSourceOutput(library, Add);

        var libraries = world.SelectMany((w, _) => w.Libraries).Select(LibraryKernels.Compile).WithTrackingName(Steps.LibraryGpu);
        context.RegisterSourceOutput(libraries.Collect().SelectMany((all, _) => Unique(all.Select(l => l.Source))).WithTrackingName(Steps.LibraryGpuSources), Add);
        context.RegisterSourceOutput(libraries.Select((l, _) => new DiagnosticList(l.Diagnostics, Strict: false)).WithTrackingName(Steps.LibraryGpuDiagnostics), Report);

        var ops = world.SelectMany((w, _) => w.EmitOps)
            .SelectMany((site, ct) => site.Compilation.TryGetTarget(out var compilation) ? OpKernels.Files(compilation, ct) : default).WithTrackingName(Steps.OpKernels);
        context.RegisterSourceOutput(ops, Add);
    }

    // Two libraries may have one name, and different keys.
    private static IEnumerable<SourceFile> Unique(IEnumerable<SourceFile> files) =>
        files.GroupBy(f => f.HintName, StringComparer.OrdinalIgnoreCase)
            .SelectMany(same => same.Select((f, k) => k == 0 ? f : f with { HintName = $"{f.HintName.Substring(0, f.HintName.Length - ".g.cs".Length)}_{k + 1}.g.cs" }));

    private static void Add(SourceProductionContext context, SourceFile file)
    {
        if (file.Text.Length > 0) context.AddSource(file.HintName, SourceText.From(file.Text, Encoding.UTF8));
    }

    private static void Report(SourceProductionContext context, DiagnosticList diagnostics)
    {
        foreach (var diagnostic in diagnostics.Items) context.ReportDiagnostic(diagnostic.ToDiagnostic(diagnostics.Strict));
    }
}
