using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kernels.Simd;

/// <summary>Shifts of each lane by its own count, taken modulo the width as C# does.</summary>
internal static class Shifts
{
    /// <summary>a &lt;&lt; counts.</summary>
    public static Vector128<int> Left(Vector128<int> a, Vector128<int> counts)
    {
        if (Avx2.IsSupported) return Avx2.ShiftLeftLogicalVariable(a, (counts & Vector128.Create(31)).AsUInt32());
        var result = Vector128<int>.Zero;
        for (var k = 0; k < Vector128<int>.Count; k++) result = result.WithElement(k, a.GetElement(k) << counts.GetElement(k));
        return result;
    }

    /// <summary>a &lt;&lt; counts.</summary>
    public static Vector256<int> Left(Vector256<int> a, Vector256<int> counts)
    {
        if (Avx2.IsSupported) return Avx2.ShiftLeftLogicalVariable(a, (counts & Vector256.Create(31)).AsUInt32());
        return Vector256.Create(Left(a.GetLower(), counts.GetLower()), Left(a.GetUpper(), counts.GetUpper()));
    }

    /// <summary>a &lt;&lt; counts.</summary>
    public static Vector512<int> Left(Vector512<int> a, Vector512<int> counts)
    {
        if (Avx512F.IsSupported) return Avx512F.ShiftLeftLogicalVariable(a, (counts & Vector512.Create(31)).AsUInt32());
        return Vector512.Create(Left(a.GetLower(), counts.GetLower()), Left(a.GetUpper(), counts.GetUpper()));
    }

    /// <summary>a &lt;&lt; counts.</summary>
    public static Vector128<long> Left(Vector128<long> a, Vector128<long> counts)
    {
        if (Avx2.IsSupported) return Avx2.ShiftLeftLogicalVariable(a, (counts & Vector128.Create(63L)).AsUInt64());
        var result = Vector128<long>.Zero;
        for (var k = 0; k < Vector128<long>.Count; k++) result = result.WithElement(k, a.GetElement(k) << (int)counts.GetElement(k));
        return result;
    }

    /// <summary>a &lt;&lt; counts.</summary>
    public static Vector256<long> Left(Vector256<long> a, Vector256<long> counts)
    {
        if (Avx2.IsSupported) return Avx2.ShiftLeftLogicalVariable(a, (counts & Vector256.Create(63L)).AsUInt64());
        return Vector256.Create(Left(a.GetLower(), counts.GetLower()), Left(a.GetUpper(), counts.GetUpper()));
    }

    /// <summary>a &lt;&lt; counts.</summary>
    public static Vector512<long> Left(Vector512<long> a, Vector512<long> counts)
    {
        if (Avx512F.IsSupported) return Avx512F.ShiftLeftLogicalVariable(a, (counts & Vector512.Create(63L)).AsUInt64());
        return Vector512.Create(Left(a.GetLower(), counts.GetLower()), Left(a.GetUpper(), counts.GetUpper()));
    }

    /// <summary>a >> counts.</summary>
    public static Vector128<int> Right(Vector128<int> a, Vector128<int> counts)
    {
        if (Avx2.IsSupported) return Avx2.ShiftRightArithmeticVariable(a, (counts & Vector128.Create(31)).AsUInt32());
        var result = Vector128<int>.Zero;
        for (var k = 0; k < Vector128<int>.Count; k++) result = result.WithElement(k, a.GetElement(k) >> counts.GetElement(k));
        return result;
    }

    /// <summary>a >> counts.</summary>
    public static Vector256<int> Right(Vector256<int> a, Vector256<int> counts)
    {
        if (Avx2.IsSupported) return Avx2.ShiftRightArithmeticVariable(a, (counts & Vector256.Create(31)).AsUInt32());
        return Vector256.Create(Right(a.GetLower(), counts.GetLower()), Right(a.GetUpper(), counts.GetUpper()));
    }

    /// <summary>a >> counts.</summary>
    public static Vector512<int> Right(Vector512<int> a, Vector512<int> counts)
    {
        if (Avx512F.IsSupported) return Avx512F.ShiftRightArithmeticVariable(a, (counts & Vector512.Create(31)).AsUInt32());
        return Vector512.Create(Right(a.GetLower(), counts.GetLower()), Right(a.GetUpper(), counts.GetUpper()));
    }

    /// <summary>a >> counts.</summary>
    public static Vector128<long> Right(Vector128<long> a, Vector128<long> counts)
    {
        if (Avx512F.VL.IsSupported) return Avx512F.VL.ShiftRightArithmeticVariable(a, (counts & Vector128.Create(63L)).AsUInt64());
        // The sign, where the bits of it moved to, is added to itself until it fills what is above.
        var sign = RightLogical(Vector128.Create(long.MinValue), counts);
        return (RightLogical(a, counts) ^ sign) - sign;
    }

    /// <summary>a >> counts.</summary>
    public static Vector256<long> Right(Vector256<long> a, Vector256<long> counts)
    {
        if (Avx512F.VL.IsSupported) return Avx512F.VL.ShiftRightArithmeticVariable(a, (counts & Vector256.Create(63L)).AsUInt64());
        // The sign, where the bits of it moved to, is added to itself until it fills what is above.
        var sign = RightLogical(Vector256.Create(long.MinValue), counts);
        return (RightLogical(a, counts) ^ sign) - sign;
    }

    /// <summary>a >> counts.</summary>
    public static Vector512<long> Right(Vector512<long> a, Vector512<long> counts)
    {
        if (Avx512F.IsSupported) return Avx512F.ShiftRightArithmeticVariable(a, (counts & Vector512.Create(63L)).AsUInt64());
        // The sign, where the bits of it moved to, is added to itself until it fills what is above.
        var sign = RightLogical(Vector512.Create(long.MinValue), counts);
        return (RightLogical(a, counts) ^ sign) - sign;
    }

    /// <summary>a >>> counts.</summary>
    public static Vector128<int> RightLogical(Vector128<int> a, Vector128<int> counts)
    {
        if (Avx2.IsSupported) return Avx2.ShiftRightLogicalVariable(a, (counts & Vector128.Create(31)).AsUInt32());
        var result = Vector128<int>.Zero;
        for (var k = 0; k < Vector128<int>.Count; k++) result = result.WithElement(k, a.GetElement(k) >>> counts.GetElement(k));
        return result;
    }

    /// <summary>a >>> counts.</summary>
    public static Vector256<int> RightLogical(Vector256<int> a, Vector256<int> counts)
    {
        if (Avx2.IsSupported) return Avx2.ShiftRightLogicalVariable(a, (counts & Vector256.Create(31)).AsUInt32());
        return Vector256.Create(RightLogical(a.GetLower(), counts.GetLower()), RightLogical(a.GetUpper(), counts.GetUpper()));
    }

    /// <summary>a >>> counts.</summary>
    public static Vector512<int> RightLogical(Vector512<int> a, Vector512<int> counts)
    {
        if (Avx512F.IsSupported) return Avx512F.ShiftRightLogicalVariable(a, (counts & Vector512.Create(31)).AsUInt32());
        return Vector512.Create(RightLogical(a.GetLower(), counts.GetLower()), RightLogical(a.GetUpper(), counts.GetUpper()));
    }

    /// <summary>a >>> counts.</summary>
    public static Vector128<long> RightLogical(Vector128<long> a, Vector128<long> counts)
    {
        if (Avx2.IsSupported) return Avx2.ShiftRightLogicalVariable(a, (counts & Vector128.Create(63L)).AsUInt64());
        var result = Vector128<long>.Zero;
        for (var k = 0; k < Vector128<long>.Count; k++) result = result.WithElement(k, a.GetElement(k) >>> (int)counts.GetElement(k));
        return result;
    }

    /// <summary>a >>> counts.</summary>
    public static Vector256<long> RightLogical(Vector256<long> a, Vector256<long> counts)
    {
        if (Avx2.IsSupported) return Avx2.ShiftRightLogicalVariable(a, (counts & Vector256.Create(63L)).AsUInt64());
        return Vector256.Create(RightLogical(a.GetLower(), counts.GetLower()), RightLogical(a.GetUpper(), counts.GetUpper()));
    }

    /// <summary>a >>> counts.</summary>
    public static Vector512<long> RightLogical(Vector512<long> a, Vector512<long> counts)
    {
        if (Avx512F.IsSupported) return Avx512F.ShiftRightLogicalVariable(a, (counts & Vector512.Create(63L)).AsUInt64());
        return Vector512.Create(RightLogical(a.GetLower(), counts.GetLower()), RightLogical(a.GetUpper(), counts.GetUpper()));
    }
}
