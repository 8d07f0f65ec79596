namespace Kernels.Tests.VectorMathematics;

public class FloatAccuracyTests
{
    public static TheoryData<string, double> Bounds => new()
    {
        { "Exp", 1 }, { "Log", 1 }, { "Sin", 1 }, { "Cos", 1 }, { "Tanh", 1 },
        { "Exp2", 2 }, { "Expm1", 2 }, { "Log2", 2 }, { "Log10", 2 }, { "Log1p", 2 }, { "Tan", 2 }, { "Asin", 2 }, { "Acos", 2 }, { "Atan", 2 },
        { "Sinh", 2 }, { "Cosh", 2 }, { "Asinh", 2 }, { "Acosh", 2 }, { "Atanh", 2 }, { "Cbrt", 2 }, { "ReciprocalSqrt", 2 },
        { "Round", 0 }, { "Floor", 0 }, { "Ceiling", 0 }, { "Truncate", 0 }, { "Abs", 0 }, { "Sign", 0 },
    };

    public static TheoryData<string, double> BinaryBounds => new()
    {
        { "Pow", 2 }, { "Atan2", 2 }, { "Hypot", 2 }, { "Maximum", 0 }, { "Minimum", 0 }, { "Remainder", 0 },
    };

    [Theory, MemberData(nameof(Bounds))]
    public void A_float_function_is_within_its_bound_over_all_floats(string name, double bound)
    {
        // Every 40,009th float: all exponents, both signs, infinities' neighbours and subnormals among them.
        var x = VectorFunction.Padded(
            [.. VectorFunction.Samples<float>(500), .. Enumerable.Range(0, 107_000).Select(i => BitConverter.UInt32BitsToSingle((uint)i * 40_009u))]);
        var y = VectorFunction.Apply(name, 256, x);
        var reference = References.Unary[name];
        for (var i = 0; i < x.Length; i++)
            Check(References.UlpsOfFloat(y[i], reference(x[i])), bound, $"{name}({x[i]:R}) = {y[i]:R}");
    }

    [Theory, MemberData(nameof(BinaryBounds))]
    public void A_float_function_of_two_is_within_its_bound(string name, double bound)
    {
        var some = VectorFunction.Samples<float>(400);
        var x = some.SelectMany(_ => some).ToArray();
        var y = some.SelectMany(v => Enumerable.Repeat(v, some.Length)).ToArray();
        var z = VectorFunction.Apply(name, 256, x, y);
        var reference = References.Binary[name];
        for (var i = 0; i < x.Length; i++)
            Check(References.UlpsOfFloat(z[i], reference(x[i], y[i])), bound, $"{name}({x[i]:R}, {y[i]:R}) = {z[i]:R}");
    }

    static void Check(double ulps, double bound, string what)
    {
        if (!(ulps <= bound))
            Assert.Fail($"{what} is {ulps} ulp from the reference, more than {bound}.");
    }
}
