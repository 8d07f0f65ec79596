using System.Runtime.Intrinsics;
using Kernels.CompilerServices;

namespace Kernels.Tests.Drivers;

/// <summary>Kernels as the generator prints them, by hand and for 128 bits, which every CPU has.</summary>
internal static class Bodies
{
    public static readonly LoopKernel Axpy = new("Tests.Axpy", 4, AxpyBody);
    public static readonly LoopKernel Add3 = new("Tests.Add3", 8, Add3Body);
    public static readonly LoopKernel Divide = new("Tests.Divide", 4, DivideBody);
    public static readonly LoopKernel DivMod = new("Tests.DivMod", 4, DivModBody);
    public static readonly LoopKernel Xor = new("Tests.Xor", 1, XorBody);
    public static readonly LoopKernel Widen = new("Tests.Widen", 8, WidenBody);
    public static readonly LoopKernel Fill = new("Tests.Fill", 8, FillBody);
    public static readonly LoopKernel Sum15 = new("Tests.Sum15", 8, Sum15Body);

    private static void AxpyBody(ref LoopArgs args, nint n)
    {
        ref var x = ref args.At<float>(0);
        ref var y = ref args.At<float>(1);
        ref var o = ref args.At<float>(2);
        nint sx = args.Step(0), sy = args.Step(1);
        var a = Vector128.Create(args.Scalar<float>(0));
        nint i = 0, last = n - 4;
        while (true)
        {
            for (; i <= last; i += 4)
                (a * Vector128.LoadUnsafe(ref x, (nuint)(i & sx)) + Vector128.LoadUnsafe(ref y, (nuint)(i & sy))).StoreUnsafe(ref o, (nuint)i);
            if (i == n) break;
            i = last;
        }
    }

    private static void Add3Body(ref LoopArgs args, nint n)
    {
        ref var x = ref args.At<double>(0);
        ref var y = ref args.At<double>(1);
        ref var z = ref args.At<double>(2);
        ref var o = ref args.At<double>(3);
        nint sx = args.Step(0), sy = args.Step(1), sz = args.Step(2), i = 0, last = n - 2;
        while (true)
        {
            for (; i <= last; i += 2)
            {
                var sum = Vector128.LoadUnsafe(ref x, (nuint)(i & sx)) + Vector128.LoadUnsafe(ref y, (nuint)(i & sy));
                (sum + Vector128.LoadUnsafe(ref z, (nuint)(i & sz))).StoreUnsafe(ref o, (nuint)i);
            }
            if (i == n) break;
            i = last;
        }
    }

    private static void DivideBody(ref LoopArgs args, nint n)
    {
        ref var x = ref args.At<int>(0);
        ref var y = ref args.At<int>(1);
        ref var o = ref args.At<int>(2);
        nint sx = args.Step(0), sy = args.Step(1), i = 0, last = n - 4;
        while (true)
        {
            for (; i <= last; i += 4)
                (Vector128.LoadUnsafe(ref x, (nuint)(i & sx)) / Vector128.LoadUnsafe(ref y, (nuint)(i & sy))).StoreUnsafe(ref o, (nuint)i);
            if (i == n) break;
            i = last;
        }
    }

    private static void DivModBody(ref LoopArgs args, nint n)
    {
        ref var x = ref args.At<int>(0);
        ref var y = ref args.At<int>(1);
        ref var quotient = ref args.At<int>(2);
        ref var rest = ref args.At<int>(3);
        nint sx = args.Step(0), sy = args.Step(1), i = 0, last = n - 4;
        while (true)
        {
            for (; i <= last; i += 4)
            {
                Vector128<int> u = Vector128.LoadUnsafe(ref x, (nuint)(i & sx)), v = Vector128.LoadUnsafe(ref y, (nuint)(i & sy));
                (u / v).StoreUnsafe(ref quotient, (nuint)i);
                (u - u / v * v).StoreUnsafe(ref rest, (nuint)i);
            }
            if (i == n) break;
            i = last;
        }
    }

    private static void XorBody(ref LoopArgs args, nint n)
    {
        ref var x = ref args.At<byte>(0);
        ref var y = ref args.At<byte>(1);
        ref var o = ref args.At<byte>(2);
        nint sx = args.Step(0), sy = args.Step(1), i = 0, last = n - 16;
        while (true)
        {
            for (; i <= last; i += 16)
                (Vector128.LoadUnsafe(ref x, (nuint)(i & sx)) ^ Vector128.LoadUnsafe(ref y, (nuint)(i & sy))).StoreUnsafe(ref o, (nuint)i);
            if (i == n) break;
            i = last;
        }
    }

    /// <summary>A byte plus an int plus a double: lanes of three sizes, one element at a time.</summary>
    private static void WidenBody(ref LoopArgs args, nint n)
    {
        Assert.True(n >= 2, "a body gets at least one vector");
        ref var x = ref args.At<byte>(0);
        ref var y = ref args.At<int>(1);
        ref var z = ref args.At<double>(2);
        ref var o = ref args.At<double>(3);
        for (nint i = 0; i < n; i++)
        {
            System.Runtime.CompilerServices.Unsafe.Add(ref o, i) =
                System.Runtime.CompilerServices.Unsafe.Add(ref x, i & args.Step(0))
                + System.Runtime.CompilerServices.Unsafe.Add(ref y, i & args.Step(1))
                + System.Runtime.CompilerServices.Unsafe.Add(ref z, i & args.Step(2));
        }
    }

    private static void FillBody(ref LoopArgs args, nint n)
    {
        ref var o = ref args.At<double>(0);
        var sum = 0d;
        for (var k = 0; k < LoopArgs.MaxScalars; k++) sum += args.Scalar<double>(k);
        for (nint i = 0; i < n; i++) System.Runtime.CompilerServices.Unsafe.Add(ref o, i) = sum;
    }

    private static void Sum15Body(ref LoopArgs args, nint n)
    {
        ref var o = ref args.At<double>(15);
        for (nint i = 0; i < n; i++)
        {
            var sum = 0d;
            for (var k = 0; k < 15; k++) sum += System.Runtime.CompilerServices.Unsafe.Add(ref args.At<double>(k), i & args.Step(k));
            System.Runtime.CompilerServices.Unsafe.Add(ref o, i) = sum;
        }
    }
}
