using System.Numerics;
using System.Runtime.Intrinsics;
using Kernels.Drivers.Reducing;

namespace Kernels.Tests.Drivers;

/// <summary>The accumulators of many rows halved together come to the same bits as each by itself.</summary>
public class RowTotalsTests
{
    private delegate void Totals<T>(ref T lanes, nint rows, ref T values);

    [Fact]
    public void Floats() => Every(i => i % 41 == 0 ? float.NaN : i % 7 == 0 ? -0f : MathF.Sin(i) * 1000);

    [Fact]
    public void Doubles() => Every(i => i % 41 == 0 ? double.NegativeInfinity : Math.Sin(i) * 1000);

    [Fact]
    public void Ints() => Every(i => i * 1_000_003);

    [Fact]
    public void Longs() => Every(i => i * 1_000_000_000_039);

    private static void Every<T>(Func<int, T> value) where T : unmanaged, INumber<T>
    {
        With<T, SumOp<T>>(value);
        With<T, ProdOp<T>>(value);
        With<T, MaxOp<T>>(value);
        With<T, MinOp<T>>(value);
    }

    private static void With<T, TOp>(Func<int, T> value) where T : unmanaged, INumber<T> where TOp : struct, IFoldOp<T>
    {
        Width(value, Vector512<T>.Count, RowTotals<T, TOp>.Of512, row => LaneFold<T, TOp>.Halve(Vector512.Create(row)));
        Width(value, Vector256<T>.Count, RowTotals<T, TOp>.Of256, row => LaneFold<T, TOp>.Halve(Vector256.Create(row)));
        Width(value, Vector128<T>.Count, RowTotals<T, TOp>.Of128, row => LaneFold<T, TOp>.Halve(Vector128.Create(row)));
    }

    private static void Width<T>(Func<int, T> value, int lanes, Totals<T> totals, Func<T[], T> one) where T : unmanaged, INumber<T>
    {
        for (var rows = 1; rows <= 4 * lanes; rows++)
        {
            var whole = (rows + lanes - 1) / lanes * lanes;
            var data = Enumerable.Range(0, whole * lanes).Select(value).ToArray();
            var values = new T[whole];
            totals(ref data[0], rows, ref values[0]);
            for (var r = 0; r < rows; r++) Assert.Equal(one(data[(r * lanes)..((r + 1) * lanes)]), values[r]);
        }
    }
}
