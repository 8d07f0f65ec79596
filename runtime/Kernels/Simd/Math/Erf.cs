using System.Runtime.CompilerServices;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

[PerWidth]
public static partial class VectorMath
{
    /// <summary>The error function, 2 / sqrt(pi) times the integral of e^(-t^2) from 0 to x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 Erf(F32 x)
    {
        // Below 1, x + x p(x^2); above, 1 - e^q(|x|), where q approximates ln(erfc); from 4 on that is 1.
        var s = x * x;
        var p = Fma(V.Create(7.84617296e-05f), s, V.Create(-0.000800788926f));
        p = Fma(p, s, V.Create(0.00518807443f));
        p = Fma(p, s, V.Create(-0.0268536918f));
        p = Fma(p, s, V.Create(0.112835832f));
        p = Fma(p, s, V.Create(-0.37612626f));
        p = Fma(p, s, V.Create(0.128379166f));
        var small = Fma(x, p, x);

        var magnitude = V.MinNative(V.Create(4f), V.Abs(x));
        var q = Fma(V.Create(1.64347807e-06f), magnitude, V.Create(-4.61708878e-05f));
        q = Fma(q, magnitude, V.Create(0.000597644248f));
        q = Fma(q, magnitude, V.Create(-0.00476295408f));
        q = Fma(q, magnitude, V.Create(0.0264289416f));
        q = Fma(q, magnitude, V.Create(-0.110090606f));
        q = Fma(q, magnitude, V.Create(-0.631818414f));
        q = Fma(q, magnitude, V.Create(-1.13023579f));
        q = Fma(q, magnitude, V.Create(0.000320196123f));
        var r = ReduceExp(q, out _, out var unit);
        var large = CopySign(V.Create(1f) - Fma(unit, ExpTail(r, r), unit), x);
        return Select(V.LessThan(magnitude, V.Create(1f)), small, large);
    }

    /// <summary>The error function, 2 / sqrt(pi) times the integral of e^(-t^2) from 0 to x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 Erf(F64 x)
    {
        // Below 1, x + x p(x^2); above, 1 - e^(-x^2) q(t), where q approximates e^(x^2) erfc(x) in t = (x - 2.75) / (x + 2.75).
        var s = x * x;
        var p = Fma(V.Create(-3.0247738478443947e-11), s, V.Create(2.637226422730342e-10));
        p = Fma(p, s, V.Create(-1.7497020244022376e-09));
        p = Fma(p, s, V.Create(1.5735764182246567e-08));
        p = Fma(p, s, V.Create(-1.6473127140114387e-07));
        p = Fma(p, s, V.Create(1.647054854007595e-06));
        p = Fma(p, s, V.Create(-1.4926110753856773e-05));
        p = Fma(p, s, V.Create(0.00012055350454289718));
        p = Fma(p, s, V.Create(-0.0008548327477600838));
        p = Fma(p, s, V.Create(0.005223977633263234));
        p = Fma(p, s, V.Create(-0.02686617064597305));
        p = Fma(p, s, V.Create(0.11283791670960246));
        p = Fma(p, s, V.Create(-0.376126389031839));
        p = Fma(p, s, V.Create(0.12837916709551256));
        var small = Fma(x, p, x);

        var magnitude = V.MinNative(V.Create(6.0), V.Abs(x));
        var t = (magnitude - V.Create(2.75)) / (magnitude + V.Create(2.75));
        var q = Fma(V.Create(5.46048265239817e-07), t, V.Create(7.145572575812021e-07));
        q = Fma(q, t, V.Create(-3.097239817881269e-06));
        q = Fma(q, t, V.Create(-6.039687970422455e-06));
        q = Fma(q, t, V.Create(1.7494219085845784e-05));
        q = Fma(q, t, V.Create(4.0865055059025396e-05));
        q = Fma(q, t, V.Create(-0.00013218767546107152));
        q = Fma(q, t, V.Create(-0.00023002346744742912));
        q = Fma(q, t, V.Create(0.0013448702718239166));
        q = Fma(q, t, V.Create(-0.0001918259341376937));
        q = Fma(q, t, V.Create(-0.01368298489310423));
        q = Fma(q, t, V.Create(0.05683380308473793));
        q = Fma(q, t, V.Create(-0.13973759846349976));
        q = Fma(q, t, V.Create(0.24989043128302124));
        q = Fma(q, t, V.Create(-0.3478070065834916));
        q = Fma(q, t, V.Create(0.1936620962790687));
        var r = ReduceExp(-magnitude * magnitude, out _, out var unit);
        var large = CopySign(V.Create(1.0) - q * Fma(unit, ExpTail(r, r), unit), x);
        return Select(V.LessThan(magnitude, V.Create(1.0)), small, large);
    }
}
