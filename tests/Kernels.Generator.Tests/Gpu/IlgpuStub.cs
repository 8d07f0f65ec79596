using Microsoft.CodeAnalysis;

namespace Kernels.Generator.Tests;

/// <summary>What generated GPU kernels use of ILGPU and Kernels.Ilgpu, so that they compile here without either.</summary>
internal static class IlgpuStub
{
    private const string Source = """
        namespace ILGPU
        {
            public struct Index1D;
        }

        namespace ILGPU.Runtime
        {
            public class AcceleratorStream;

            public class Accelerator
            {
                public Action<AcceleratorStream, T1, T2, T3> LoadAutoGroupedKernel<T1, T2, T3>(Action<T1, T2, T3> kernel) => throw null!;
                public Action<AcceleratorStream, T1, T2, T3, T4> LoadAutoGroupedKernel<T1, T2, T3, T4>(Action<T1, T2, T3, T4> kernel) => throw null!;
                public Action<AcceleratorStream, T1, T2, T3, T4, T5> LoadAutoGroupedKernel<T1, T2, T3, T4, T5>(Action<T1, T2, T3, T4, T5> kernel) => throw null!;
                public Action<AcceleratorStream, T1, T2, T3, T4, T5, T6> LoadAutoGroupedKernel<T1, T2, T3, T4, T5, T6>(Action<T1, T2, T3, T4, T5, T6> kernel) => throw null!;
                public Action<AcceleratorStream, T1, T2, T3, T4, T5, T6, T7> LoadAutoGroupedKernel<T1, T2, T3, T4, T5, T6, T7>(Action<T1, T2, T3, T4, T5, T6, T7> kernel) => throw null!;
            }
        }

        namespace Kernels.Ilgpu.CompilerServices
        {
            using ILGPU;
            using ILGPU.Runtime;

            public struct Position;
            public enum GpuError { DivideByZero }

            public struct Nest
            {
                public Position At(Index1D i) => default;
                public void Check(bool fails, GpuError error, Position at) { }
            }

            public struct Operand<T> where T : unmanaged
            {
                public T Load(Position at) => default;
                public void Store(Position at, T value) { }
            }

            public class IlgpuLaunch
            {
                public AcceleratorStream Stream => throw null!;
                public Index1D Extent => default;
                public Nest Nest => default;
                public Operand<T> Operand<T>(int k) where T : unmanaged => default;
                public T Scalar<T>(int k) where T : unmanaged => default;
            }

            public static class GpuMath
            {
                public static T Tanh<T>(T x) => x;
                public static T Exp<T>(T x) => x;
                public static T Abs<T>(T x) => x;
                public static T Divide<T>(T x, T y) => x;
                public static T Max<T>(T x, T y) => x;
                public static T Min<T>(T x, T y) => x;
            }

            public delegate void IlgpuLauncher(IlgpuLaunch launch);

            public static class IlgpuKernels
            {
                public static void Register(string name, Func<Accelerator, IlgpuLauncher> load, string? mayFail = null) { }
            }
        }
        """;

    /// <summary>An assembly named Kernels.Ilgpu, by which the generator knows that a project wants GPU kernels.</summary>
    public static MetadataReference Reference { get; } = GeneratorHarness.Compilation("Kernels.Ilgpu", [], [("Ilgpu.cs", Source)]).ToMetadataReference();
}
