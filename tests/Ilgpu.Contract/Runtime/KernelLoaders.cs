using System.Runtime.CompilerServices;

namespace ILGPU.Runtime;

/// <summary>Kernels from static methods: one thread for each index.</summary>
public static class KernelLoaders
{
    public static Action<AcceleratorStream, TIndex, T1> LoadAutoGroupedKernel<TIndex, T1>(this Accelerator accelerator, Action<TIndex, T1> action)
        where TIndex : struct, IIndex
        where T1 : struct =>
        (stream, extent, a1) => Run(stream, extent, i => action(i, a1));

    public static Action<AcceleratorStream, TIndex, T1, T2> LoadAutoGroupedKernel<TIndex, T1, T2>(this Accelerator accelerator, Action<TIndex, T1, T2> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct =>
        (stream, extent, a1, a2) => Run(stream, extent, i => action(i, a1, a2));

    public static Action<AcceleratorStream, TIndex, T1, T2, T3> LoadAutoGroupedKernel<TIndex, T1, T2, T3>(this Accelerator accelerator, Action<TIndex, T1, T2, T3> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct =>
        (stream, extent, a1, a2, a3) => Run(stream, extent, i => action(i, a1, a2, a3));

    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct =>
        (stream, extent, a1, a2, a3, a4) => Run(stream, extent, i => action(i, a1, a2, a3, a4));

    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct =>
        (stream, extent, a1, a2, a3, a4, a5) => Run(stream, extent, i => action(i, a1, a2, a3, a4, a5));

    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct =>
        (stream, extent, a1, a2, a3, a4, a5, a6) => Run(stream, extent, i => action(i, a1, a2, a3, a4, a5, a6));

    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct =>
        (stream, extent, a1, a2, a3, a4, a5, a6, a7) => Run(stream, extent, i => action(i, a1, a2, a3, a4, a5, a6, a7));

    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct =>
        (stream, extent, a1, a2, a3, a4, a5, a6, a7, a8) => Run(stream, extent, i => action(i, a1, a2, a3, a4, a5, a6, a7, a8));

    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct =>
        (stream, extent, a1, a2, a3, a4, a5, a6, a7, a8, a9) => Run(stream, extent, i => action(i, a1, a2, a3, a4, a5, a6, a7, a8, a9));

    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct =>
        (stream, extent, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10) => Run(stream, extent, i => action(i, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10));

    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct =>
        (stream, extent, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11) => Run(stream, extent, i => action(i, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11));

    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct =>
        (stream, extent, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12) => Run(stream, extent, i => action(i, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12));

    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct =>
        (stream, extent, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13) => Run(stream, extent, i => action(i, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13));

    public static Action<AcceleratorStream, TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> LoadAutoGroupedKernel<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>(this Accelerator accelerator, Action<TIndex, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14> action)
        where TIndex : struct, IIndex
        where T1 : struct
        where T2 : struct
        where T3 : struct
        where T4 : struct
        where T5 : struct
        where T6 : struct
        where T7 : struct
        where T8 : struct
        where T9 : struct
        where T10 : struct
        where T11 : struct
        where T12 : struct
        where T13 : struct
        where T14 : struct =>
        (stream, extent, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14) => Run(stream, extent, i => action(i, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14));

    private static void Run<TIndex>(AcceleratorStream stream, TIndex extent, Action<TIndex> body)
        where TIndex : struct, IIndex
    {
        if (typeof(TIndex) != typeof(Index1D)) throw new NotSupportedException($"The contract has no launches over {typeof(TIndex).Name}.");
        var n = Unsafe.As<TIndex, Index1D>(ref extent).X;
        if (n < 1) throw new ArgumentOutOfRangeException(nameof(extent), "A launch needs at least one thread.");
        stream.Enqueue(() =>
        {
            for (var k = 0; k < n; k++)
            {
                Index1D i = k;
                body(Unsafe.As<Index1D, TIndex>(ref i));
            }
        });
    }
}
