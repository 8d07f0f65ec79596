using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Kernels.Simd;

namespace Kernels.Tests.VectorMathematics;

/// <summary>A function of <see cref="VectorMath"/>, called by name on arrays, at any width.</summary>
static class VectorFunction
{
    public static readonly int[] Widths = [128, 256, 512];

    public static readonly string[] Unary =
    [
        "Exp", "Exp2", "Expm1", "Log", "Log2", "Log10", "Log1p", "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Sinh", "Cosh", "Tanh",
        "Asinh", "Acosh", "Atanh", "Cbrt", "Erf", "ReciprocalSqrt", "Round", "Floor", "Ceiling", "Truncate", "Sign", "Abs",
    ];

    public static readonly string[] Binary = ["Atan2", "Pow", "Hypot", "Remainder", "Maximum", "Minimum"];

    /// <summary>The function over all of <paramref name="operands"/>, whose length is a multiple of 64.</summary>
    public static T[] Apply<T>(string name, int width, params T[][] operands) where T : unmanaged
    {
        var result = new T[operands[0].Length];
        Assert.Equal(0, result.Length % 64);
        switch (width)
        {
            case 128: Run<T, Vector128<T>>(name, operands, result); break;
            case 256: Run<T, Vector256<T>>(name, operands, result); break;
            default: Run<T, Vector512<T>>(name, operands, result); break;
        }
        return result;
    }

    static void Run<T, TVector>(string name, T[][] operands, T[] result) where T : unmanaged where TVector : struct
    {
        var types = operands.Select(_ => typeof(TVector)).ToArray();
        var method = typeof(VectorMath).GetMethod(name, BindingFlags.Public | BindingFlags.Static, types);
        Assert.NotNull(method);
        Assert.Equal(typeof(TVector), method.ReturnType);
        var xs = MemoryMarshal.Cast<T, TVector>(operands[0]);
        var ys = MemoryMarshal.Cast<T, TVector>(operands[^1]);
        var zs = MemoryMarshal.Cast<T, TVector>(result.AsSpan());
        if (operands.Length == 1)
        {
            var f = method.CreateDelegate<Func<TVector, TVector>>();
            for (var i = 0; i < zs.Length; i++)
                zs[i] = f(xs[i]);
        }
        else
        {
            var f = method.CreateDelegate<Func<TVector, TVector, TVector>>();
            for (var i = 0; i < zs.Length; i++)
                zs[i] = f(xs[i], ys[i]);
        }
    }

    /// <summary>Copies of the values, up to a multiple of 64.</summary>
    public static T[] Padded<T>(IReadOnlyList<T> values)
        => [.. Enumerable.Range(0, (values.Count + 63) / 64 * 64).Select(i => values[i % values.Count])];

    /// <summary>Special values, values of every magnitude, and the integers and halves around zero.</summary>
    public static T[] Samples<T>(int count) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        List<T> values =
        [
            T.Zero, T.NegativeZero, T.One, -T.One, T.NaN, T.PositiveInfinity, T.NegativeInfinity, T.Epsilon, -T.Epsilon,
            T.CreateChecked(float.MaxValue), T.CreateChecked(float.MinValue), T.Pi, T.Pi / T.CreateChecked(2), T.E,
        ];
        for (var i = -24; i <= 24; i++)
            values.Add(T.CreateChecked(i * 0.5));
        var random = new Random(11);
        var bits = new byte[Unsafe.SizeOf<T>()];
        while (values.Count < count)
        {
            random.NextBytes(bits);
            values.Add(MemoryMarshal.Read<T>(bits));
            values.Add(T.CreateChecked((random.NextDouble() - 0.5) * 4));
            values.Add(T.CreateChecked((random.NextDouble() - 0.5) * 40));
            values.Add(T.CreateChecked((random.NextDouble() - 0.5) * 400));
        }
        return Padded(values);
    }
}
