using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

[PerWidth]
public static partial class VectorMath
{
    /// <summary>x^y, as <see cref="MathF.Pow"/>.</summary>
    /// <remarks>Computed in double, and called rather than inlined: two double functions are too much for a kernel's body.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static F32 Pow(F32 x, F32 y)
    {
        var magnitude = V.Abs(x);
        var lower = ExpOfProduct(V.WidenLower(magnitude), V.WidenLower(y));
        var upper = ExpOfProduct(V.WidenUpper(magnitude), V.WidenUpper(y));
        var power = V.Narrow(lower, upper);

        var half = y * V.Create(0.5f);
        var whole = V.Equals(y, V.Truncate(y));
        var odd = whole & ~V.Equals(half, V.Truncate(half));
        var negative = V.LessThan(x, F32.Zero);
        power = Select(V.AndNot(negative, whole), V.Create(float.NaN), power ^ (x & odd & V.Create(-0.0f)));
        return AnyBesidesNormal(magnitude) || !V.LessThanAll(V.Abs(y), V.Create(float.PositiveInfinity)) ? RarePow(x, y, power) : power;
    }

    // e^(y ln x) for a float x > 0: far better than a float needs.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 ExpOfProduct(F64 x, F64 y)
    {
        var exponent = V.MinNative(V.Create(200.0), V.MaxNative(V.Create(-200.0), y * Log(x, F64.Zero)));
        var r = ReduceExp(exponent, out _, out var unit);
        return Fma(unit, ExpTail(r, r), unit);
    }

    // Where x is zero, subnormal, infinite or NaN, or y is infinite or NaN: lane by lane.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static F32 RarePow(F32 x, F32 y, F32 power)
    {
        for (var k = 0; k < F32.Count; k++)
            if (!float.IsNormal(x.GetElement(k)) || !float.IsFinite(y.GetElement(k)))
                power = power.WithElement(k, (float)Math.Pow(x.GetElement(k), y.GetElement(k)));
        return power;
    }

    /// <summary>x^y, as <see cref="Math.Pow"/>.</summary>
    /// <remarks>Called rather than inlined: it is as long as a kernel.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static F64 Pow(F64 x, F64 y)
    {
        if (!AnyFewHalves(y)) return OtherPow(x, y);
        var exponent = y.ToScalar();
        var middling = IsMiddling(V.Abs(x));
        if (!IsFewHalves(exponent) || !V.EqualsAll(y, V.Create(exponent))) return SelectHalves(x, y, OtherPow(x, y));
        var power = PowHalves(x, exponent);
        return V.EqualsAll(middling.AsInt64(), V.Create(-1L)) ? power : Select(middling, power, OtherPow(x, y));
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    static F64 GeneralPow(F64 x, F64 y)
    {
        // e^(y ln x), with the logarithm and the product to about 2^-65.
        var magnitude = V.Abs(x);
        var log = LongLog(magnitude, out var logLow);
        var product = TwoProduct(y, log, out var productLow);
        productLow = Fma(y, logLow, productLow);

        var bounded = V.MinNative(V.Create(710.0), V.MaxNative(V.Create(-746.0), product));
        productLow = Select(V.Equals(bounded, product), productLow, F64.Zero);
        var r = FastTwoSum(ReduceExp(bounded, out var n, out _), productLow, out productLow);
        var sum = FastTwoSum(V.Create(1.0), r, out var lost);
        var power = Scale(sum + (lost + ExpTail(r, productLow)), n);

        var half = y * V.Create(0.5);
        var whole = V.Equals(y, V.Truncate(y));
        var odd = whole & ~V.Equals(half, V.Truncate(half));
        var negative = V.LessThan(x, F64.Zero);
        power = Select(V.AndNot(negative, whole), V.Create(double.NaN), power ^ (x & odd & V.Create(-0.0)));
        return AnyBesidesNormal(magnitude) || !V.LessThanAll(V.Abs(y), V.Create(1e290)) ? RarePow(x, y, power) : power;
    }

    // ln(x) as sum + low for a positive normal x: 2^k (1 + f) and ln(1 + f) = 2 atanh(s), s = f / (2 + f).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static F64 LongLog(F64 x, out F64 low)
    {
        var f = SplitLog(x, out var k, out _);
        var divisor = FastTwoSum(V.Create(2.0), f, out var divisorLow);
        var s = Quotient(f, F64.Zero, divisor, divisorLow, out var sLow);

        // atanh(s) = s + s (z / 3 + z^2 p(z)), z = s^2; all but the polynomial as sums of two.
        var z = TwoProduct(s, s, out var zLow);
        zLow = Fma(s + s, sLow, zLow);
        var p = Fma(V.Create(0.060001625283952684), z, V.Create(0.05836681732795625));
        p = Fma(p, z, V.Create(0.06668197477986659));
        p = Fma(p, z, V.Create(0.0769227733211682));
        p = Fma(p, z, V.Create(0.09090909453145052));
        p = Fma(p, z, V.Create(0.11111111108601786));
        p = Fma(p, z, V.Create(0.14285714285723355));
        p = Fma(p, z, V.Create(0.19999999999999987));
        var third = TwoProduct(z, V.Create(0.3333333333333333), out var thirdLow);
        thirdLow = Fma(z, V.Create(1.850371707708594e-17), Fma(zLow, V.Create(0.3333333333333333), thirdLow));
        var tail = FastTwoSum(third, z * z * p, out var tailLow);
        tailLow += thirdLow;
        var product = TwoProduct(s, tail, out var productLow);
        productLow = Fma(s, tailLow, Fma(sLow, tail, productLow));
        var half = FastTwoSum(s, product, out var halfLow);
        halfLow += productLow + sLow;

        // The high part of ln 2 is short, so that k times it is exact.
        var sum = FastTwoSum(k * V.Create(0.6931471805601177), half + half, out var error);
        return FastTwoSum(sum, Fma(k, V.Create(-1.7239444525614835e-13), Fma(V.Create(2.0), halfLow, error)), out low);
    }

    // Where x is zero, subnormal, infinite or NaN, or y is huge or NaN: lane by lane.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static F64 RarePow(F64 x, F64 y, F64 power)
    {
        for (var k = 0; k < F64.Count; k++)
            if (!double.IsNormal(x.GetElement(k)) || !(Math.Abs(y.GetElement(k)) < 1e290))
                power = power.WithElement(k, Math.Pow(x.GetElement(k), y.GetElement(k)));
        return power;
    }
}
