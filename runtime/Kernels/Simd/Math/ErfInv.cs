using System.Runtime.CompilerServices;
using F32 = System.Runtime.Intrinsics.Vector256<float>;
using F64 = System.Runtime.Intrinsics.Vector256<double>;
using V = System.Runtime.Intrinsics.Vector256;

namespace Kernels.Simd;

// The polynomials are those of M. Giles, "Approximating the erfinv function", GPU Computing Gems (2011), as in XLA: in
// w = -ln(1 - x^2) near the middle, in sqrt(w) towards the ends. 1 - x^2 as (1 - x)(1 + x) keeps its digits there.
[PerWidth]
public static partial class VectorMath
{
    /// <summary>The inverse of the error function; infinite at -1 and 1, NaN beyond.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F32 ErfInv(F32 x)
    {
        var one = V.Create(1f);
        var w = -Log((one - x) * (one + x));
        var t = w - V.Create(2.5f);
        var p = Fma(V.Create(2.81022636e-08f), t, V.Create(3.43273939e-07f));
        p = Fma(p, t, V.Create(-3.5233877e-06f));
        p = Fma(p, t, V.Create(-4.39150654e-06f));
        p = Fma(p, t, V.Create(0.00021858087f));
        p = Fma(p, t, V.Create(-0.00125372503f));
        p = Fma(p, t, V.Create(-0.00417768164f));
        p = Fma(p, t, V.Create(0.246640727f));
        p = Fma(p, t, V.Create(1.50140941f));
        return V.LessThanAll(w, V.Create(5f)) ? p * x : Select(V.LessThan(w, V.Create(5f)), p, ErfInvTail(w)) * x;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static F32 ErfInvTail(F32 w)
    {
        var t = V.Sqrt(w) - V.Create(3f);
        var p = Fma(V.Create(-0.000200214257f), t, V.Create(0.000100950558f));
        p = Fma(p, t, V.Create(0.00134934322f));
        p = Fma(p, t, V.Create(-0.00367342844f));
        p = Fma(p, t, V.Create(0.00573950773f));
        p = Fma(p, t, V.Create(-0.0076224613f));
        p = Fma(p, t, V.Create(0.00943887047f));
        p = Fma(p, t, V.Create(1.00167406f));
        p = Fma(p, t, V.Create(2.83297682f));
        return Select(V.Equals(w, V.Create(float.PositiveInfinity)), w, p);
    }

    /// <summary>The inverse of the error function; infinite at -1 and 1, NaN beyond.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F64 ErfInv(F64 x)
    {
        var one = V.Create(1.0);
        var w = -Log((one - x) * (one + x));
        var t = w - V.Create(3.125);
        var p = Fma(V.Create(-3.6444120640178196996e-21), t, V.Create(-1.685059138182016589e-19));
        p = Fma(p, t, V.Create(1.2858480715256400167e-18));
        p = Fma(p, t, V.Create(1.115787767802518096e-17));
        p = Fma(p, t, V.Create(-1.333171662854620906e-16));
        p = Fma(p, t, V.Create(2.0972767875968561637e-17));
        p = Fma(p, t, V.Create(6.6376381343583238325e-15));
        p = Fma(p, t, V.Create(-4.0545662729752068639e-14));
        p = Fma(p, t, V.Create(-8.1519341976054721522e-14));
        p = Fma(p, t, V.Create(2.6335093153082322977e-12));
        p = Fma(p, t, V.Create(-1.2975133253453532498e-11));
        p = Fma(p, t, V.Create(-5.4154120542946279317e-11));
        p = Fma(p, t, V.Create(1.051212273321532285e-09));
        p = Fma(p, t, V.Create(-4.1126339803469836976e-09));
        p = Fma(p, t, V.Create(-2.9070369957882005086e-08));
        p = Fma(p, t, V.Create(4.2347877827932403518e-07));
        p = Fma(p, t, V.Create(-1.3654692000834678645e-06));
        p = Fma(p, t, V.Create(-1.3882523362786468719e-05));
        p = Fma(p, t, V.Create(0.0001867342080340571352));
        p = Fma(p, t, V.Create(-0.00074070253416626697512));
        p = Fma(p, t, V.Create(-0.0060336708714301490533));
        p = Fma(p, t, V.Create(0.24015818242558961693));
        p = Fma(p, t, V.Create(1.6536545626831027356));
        return V.LessThanAll(w, V.Create(6.25)) ? p * x : Select(V.LessThan(w, V.Create(6.25)), p, ErfInvTail(w)) * x;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static F64 ErfInvTail(F64 w)
    {
        var root = V.Sqrt(w);
        var t = root - V.Create(3.25);
        var p = Fma(V.Create(2.2137376921775787049e-09), t, V.Create(9.0756561938885390979e-08));
        p = Fma(p, t, V.Create(-2.7517406297064545428e-07));
        p = Fma(p, t, V.Create(1.8239629214389227755e-08));
        p = Fma(p, t, V.Create(1.5027403968909827627e-06));
        p = Fma(p, t, V.Create(-4.013867526981545969e-06));
        p = Fma(p, t, V.Create(2.9234449089955446044e-06));
        p = Fma(p, t, V.Create(1.2475304481671778723e-05));
        p = Fma(p, t, V.Create(-4.7318229009055733981e-05));
        p = Fma(p, t, V.Create(6.8284851459573175448e-05));
        p = Fma(p, t, V.Create(2.4031110387097893999e-05));
        p = Fma(p, t, V.Create(-0.0003550375203628474796));
        p = Fma(p, t, V.Create(0.00095328937973738049703));
        p = Fma(p, t, V.Create(-0.0016882755560235047313));
        p = Fma(p, t, V.Create(0.0024914420961078508066));
        p = Fma(p, t, V.Create(-0.0037512085075692412107));
        p = Fma(p, t, V.Create(0.005370914553590063617));
        p = Fma(p, t, V.Create(1.0052589676941592334));
        p = Fma(p, t, V.Create(3.0838856104922207635));
        t = root - V.Create(5.0);
        var q = Fma(V.Create(-2.7109920616438573243e-11), t, V.Create(-2.5556418169965252055e-10));
        q = Fma(q, t, V.Create(1.5076572693500548083e-09));
        q = Fma(q, t, V.Create(-3.7894654401267369937e-09));
        q = Fma(q, t, V.Create(7.6157012080783393804e-09));
        q = Fma(q, t, V.Create(-1.4960026627149240478e-08));
        q = Fma(q, t, V.Create(2.9147953450901080826e-08));
        q = Fma(q, t, V.Create(-6.7711997758452339498e-08));
        q = Fma(q, t, V.Create(2.2900482228026654717e-07));
        q = Fma(q, t, V.Create(-9.9298272942317002539e-07));
        q = Fma(q, t, V.Create(4.5260625972231537039e-06));
        q = Fma(q, t, V.Create(-1.9681778105531670567e-05));
        q = Fma(q, t, V.Create(7.5995277030017761139e-05));
        q = Fma(q, t, V.Create(-0.00021503011930044477347));
        q = Fma(q, t, V.Create(-0.00013871931833623122026));
        q = Fma(q, t, V.Create(1.0103004648645343977));
        q = Fma(q, t, V.Create(4.8499064014085844221));
        p = Select(V.LessThan(w, V.Create(16.0)), p, q);
        return Select(V.Equals(w, V.Create(double.PositiveInfinity)), w, p);
    }
}
