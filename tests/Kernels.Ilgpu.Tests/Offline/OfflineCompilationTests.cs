using System.Reflection;
using ILGPU;
using ILGPU.Backends;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace Kernels.Ilgpu.Tests.Offline;

/// <summary>Every kernel, the runtime's and those generated for this project, compiled without a GPU: proves more of a device than running on the CPU.</summary>
public class OfflineCompilationTests
{
    /// <summary>Static methods whose first parameter is the index of a thread.</summary>
    private static IEnumerable<MethodInfo> Kernels() =>
        from assembly in (Assembly[])[typeof(IlgpuDevice).Assembly, typeof(OfflineCompilationTests).Assembly]
        from type in assembly.GetTypes()
        where !type.IsGenericTypeDefinition
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where method.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(Index1D) && method.ReturnType == typeof(void)
        from closed in Close(method)
        select closed;

    private static IEnumerable<MethodInfo> Close(MethodInfo method)
    {
        if (!method.IsGenericMethodDefinition) return [method];
        Type[] numbers = [typeof(float), typeof(double), typeof(int), typeof(long), typeof(byte)];
        return method.Name switch
        {
            "Fold" or "Merge" => numbers.SelectMany(Folds).Select(f => method.MakeGenericMethod(f.T, f.Acc, f.Fold)),
            "Finish" => numbers.SelectMany(Folds).Select(f => method.MakeGenericMethod(f.T, f.Acc, f.Out, f.Fold, f.Finish)),
            _ => numbers.Select(t => method.MakeGenericMethod(t)),
        };
    }

    private static IEnumerable<(Type T, Type Acc, Type Out, Type Fold, Type Finish)> Folds(Type t)
    {
        var real = t == typeof(float) ? t : typeof(double);
        foreach (var fold in (Type[])[typeof(SumFold<>), typeof(ProdFold<>), typeof(MaxFold<>), typeof(MinFold<>)])
            yield return (t, t, t, fold.MakeGenericType(t), typeof(Same<>).MakeGenericType(t));
        foreach (var fold in (Type[])[typeof(ArgMaxFold<>), typeof(ArgMinFold<>)])
            yield return (t, typeof(Found<>).MakeGenericType(t), typeof(long), fold.MakeGenericType(t), fold.MakeGenericType(t));
        var conversion = real == typeof(float) ? typeof(RealSingle) : typeof(RealDouble);
        var mean = typeof(MeanFold<,,>).MakeGenericType(t, real, conversion);
        yield return (t, typeof(double), real, mean, mean);
        var moments = typeof(MomentsFold<,,>).MakeGenericType(t, real, conversion);
        yield return (t, typeof(Moments), real, moments, moments);
        if (t != typeof(byte)) yield break;
        yield return (t, t, t, typeof(AnyFold), typeof(Same<byte>));
        yield return (t, t, t, typeof(AllFold), typeof(Same<byte>));
    }

    [Fact]
    public void EveryKernelCompilesToPtx()
    {
        using var context = Context.Create(b => b.DefaultCPU().EnableAlgorithms());
        using var backend = new PTXBackend(context, new CudaCapabilityContext(CudaArchitecture.SM_75), CudaArchitecture.SM_75, CudaInstructionSet.ISA_70, null);
        All(context, backend, kernel =>
        {
            var assembly = ((PTXCompiledKernel)kernel).PTXAssembly;
            return assembly.Contains(".extern .func", StringComparison.Ordinal) ? "calls a function that does not exist" : null;
        });
    }

    [Fact]
    public void EveryKernelCompilesToOpenCL()
    {
        using var context = Context.Create(b => b.DefaultCPU().EnableAlgorithms());
        using var backend = new CLBackend(context, new CLCapabilityContext(float16: false, float64: true, genericAddressSpace: true, int64_Atomics: true, subGroups: false), CLDeviceVendor.Other, new CLCVersion(2, 0));
        All(context, backend, kernel => ((CLCompiledKernel)kernel).Source.Length == 0 ? "is empty" : null);
    }

    private static void All(Context context, Backend backend, Func<CompiledKernel, string?> check)
    {
        List<string> failures = [];
        var compiled = 0;
        foreach (var method in Kernels())
        {
            var name = $"{method.DeclaringType!.Name}.{method.Name}<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>";
            try
            {
                var kernel = backend.Compile(EntryPointDescription.FromImplicitlyGroupedKernel(method), default);
                if (check(kernel) is { } problem) failures.Add($"{name} {problem}");
                compiled++;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // One failed compilation breaks those after it.
                failures.Add($"{name}: {e.GetBaseException().Message}");
                context.ClearCache(ClearCacheMode.Everything);
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{compiled} kernels compiled.");
        Assert.True(failures.Count == 0, $"{failures.Count} of {compiled + failures.Count} kernels failed:\n{string.Join("\n", failures.Take(20))}");
        Assert.True(compiled > 500, $"Only {compiled} kernels were found.");
    }
}
