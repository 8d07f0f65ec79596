using System.Runtime.Intrinsics;
using I32 = System.Runtime.Intrinsics.Vector256<int>;
using I64 = System.Runtime.Intrinsics.Vector256<long>;
using U8 = System.Runtime.Intrinsics.Vector256<byte>;

namespace Kernels.Simd;

// Shifts by a count per lane, taken modulo the width as C# does.
[PerWidth]
public static partial class Lanes256
{
    /// <summary>a &lt;&lt; counts.</summary>
    public static I32 ShiftLeft(I32 a, I32 counts) => Shifts.Left(a, counts);

    /// <summary>a &lt;&lt; counts.</summary>
    public static I64 ShiftLeft(I64 a, I64 counts) => Shifts.Left(a, counts);

    /// <summary>a &lt;&lt; counts.</summary>
    public static U8 ShiftLeft(U8 a, U8 counts)
    {
        var result = U8.Zero;
        for (var k = 0; k < U8.Count; k++) result = result.WithElement(k, (byte)(a.GetElement(k) << (counts.GetElement(k) & 7)));
        return result;
    }

    /// <summary>a >> counts.</summary>
    public static I32 ShiftRight(I32 a, I32 counts) => Shifts.Right(a, counts);

    /// <summary>a >> counts.</summary>
    public static I64 ShiftRight(I64 a, I64 counts) => Shifts.Right(a, counts);

    /// <summary>a >>> counts.</summary>
    public static I32 ShiftRightLogical(I32 a, I32 counts) => Shifts.RightLogical(a, counts);

    /// <summary>a >>> counts.</summary>
    public static I64 ShiftRightLogical(I64 a, I64 counts) => Shifts.RightLogical(a, counts);

    /// <summary>a >>> counts.</summary>
    public static U8 ShiftRightLogical(U8 a, U8 counts) => ShiftRight(a, counts);

    /// <summary>a >> counts.</summary>
    public static U8 ShiftRight(U8 a, U8 counts)
    {
        var result = U8.Zero;
        for (var k = 0; k < U8.Count; k++) result = result.WithElement(k, (byte)(a.GetElement(k) >> (counts.GetElement(k) & 7)));
        return result;
    }
}
