using System.Numerics;
using System.Runtime.Intrinsics;
using Kernels.Drivers.MatrixProduct;
using Kernels.Drivers.Reducing;

namespace Kernels.Tests.Drivers;

/// <summary>Results are the same bits at every vector width. Widths that this CPU lacks run in software: slow, and the same arithmetic.</summary>
public unsafe class WidthTests
{
    [Fact]
    public void Folds_agree_at_every_width()
    {
        for (var n = 9; n < 1200; n += n < 300 ? 1 : 37)
        {
            Folds(n, i => MathF.Sin(i) * 1000);
            Folds(n, i => Math.Sin(i) * 1000);
            Folds(n, i => i * 1_000_003);
            Folds(n, i => (byte)(i * 7));
        }

        static void Folds<T>(int n, Func<int, T> value) where T : unmanaged, INumber<T>
        {
            var data = Enumerable.Range(0, n).Select(value).ToArray();
            fixed (T* p = data)
            {
                if (n == 300)
                {
                    Rows<T, SumOp<T>>(p, n);
                    Rows<T, MaxOp<T>>(p, n);
                }
                Same<T, SumOp<T>>(p, n);
                Same<T, ProdOp<T>>(p, n);
                Same<T, MaxOp<T>>(p, n);
                Same<T, MinOp<T>>(p, n);
            }
        }

        static void Rows<T, TOp>(T* p, int n) where T : unmanaged, INumber<T> where TOp : struct, IFoldOp<T>
        {
            // As many rows as fit, of every length: those that fill the lanes at most once have a way of their own.
            for (var length = 1; length <= 300; length++)
            {
                var rows = Math.Min(n / length, 19);
                var results = new T[rows];
                fixed (T* r = results) RowFold<T, TOp>.InLanes(p, rows, length, r);
                for (var row = 0; row < rows; row++) Assert.Equal(LaneFold<T, TOp>.Fold128(p + row * length, length), results[row]);
                if (length > ReductionAxes.ShortRow) continue;
                fixed (T* r = results) RowFold<T, TOp>.InOrder(p, rows, length, r);
                for (var row = 0; row < rows; row++)
                {
                    var expected = p[row * length];
                    for (var i = 1; i < length; i++) expected = TOp.Combine(expected, p[row * length + i]);
                    Assert.Equal(expected, results[row]);
                }
            }
        }

        static void Same<T, TOp>(T* p, int n) where T : unmanaged, INumber<T> where TOp : struct, IFoldOp<T>
        {
            var wide = LaneFold<T, TOp>.Fold512(p, n);
            Assert.Equal(wide, LaneFold<T, TOp>.Fold256(p, n));
            Assert.Equal(wide, LaneFold<T, TOp>.Fold128(p, n));
            Assert.Equal(wide, LaneFold<T, TOp>.Fold(p, n));
            // Below nine elements there is a shortcut of its own.
            for (var few = 1; few <= 8; few++) Assert.Equal(LaneFold<T, TOp>.Fold256(p, few), LaneFold<T, TOp>.Fold(p, few));
        }
    }

    [Fact]
    public void Folds_agree_wherever_in_a_line_they_begin()
    {
        Folds(i => MathF.Sin(i) * 1000, float.NaN);
        Folds(i => i % 50 == 0 ? -0.0 : Math.Sin(i) + 1.5, double.NaN);
        Folds(i => (short)(i * 77), (short)-1);

        static void Folds<T>(Func<int, T> value, T other) where T : unmanaged, INumber<T>
        {
            var line = 64 / sizeof(T);
            // What lies around a run must not matter.
            var data = new T[2 * (2400 + 2 * line)];
            for (var n = 2 * LaneFold<T, SumOp<T>>.Lanes; n <= 2048; n += n < 600 ? 1 : 181)
            {
                fixed (T* p = data)
                {
                    var first = (T*)(((nint)p + 63) & -64);
                    for (var offset = 0; offset < line; offset += n < 600 ? 5 : 1)
                    {
                        new Span<T>(data).Fill(other);
                        var one = first + offset;
                        var two = first + 2400 + ((offset * 7 + n) % line);
                        for (var i = 0; i < n; i++) (one[i], two[i]) = (value(i), value(i + 1000));
                        Same<T, SumOp<T>>(one, two, n);
                        Same<T, ProdOp<T>>(one, two, n);
                    }
                }
            }
        }

        static void Same<T, TOp>(T* one, T* two, int n) where T : unmanaged, INumber<T> where TOp : struct, IFoldOp<T>
        {
            Assert.Equal(LaneFold<T, TOp>.Fold128(one, n), AlignedFold<T, TOp>.One(one, n));
            AlignedFold<T, TOp>.Two(one, two, n, out var first, out var second);
            Assert.Equal(LaneFold<T, TOp>.Fold128(one, n), first);
            Assert.Equal(LaneFold<T, TOp>.Fold128(two, n), second);
        }
    }

    [Fact]
    public void A_maximum_of_NaN_is_NaN_at_every_width()
    {
        for (var n = 1; n < 200; n += 3)
        {
            var data = Enumerable.Range(0, n).Select(i => i == n / 2 ? float.NaN : i).ToArray();
            fixed (float* p = data)
            {
                Assert.True(float.IsNaN(LaneFold<float, MaxOp<float>>.Fold(p, n)));
                Assert.True(float.IsNaN(LaneFold<float, MinOp<float>>.Fold512(p, n)));
                Assert.True(float.IsNaN(LaneFold<float, MaxOp<float>>.Fold256(p, n)));
                Assert.True(float.IsNaN(LaneFold<float, MinOp<float>>.Fold128(p, n)));
            }
        }
    }

    [Fact]
    public void Matrix_products_agree_at_every_width()
    {
        Products(i => MathF.Sin(i));
        Products(i => Math.Cos(i));
        Products(i => i * 1_000_003);

        static void Products<T>(Func<int, T> value) where T : unmanaged, INumber<T>
        {
            foreach (var (m, n, k) in new[] { (7, 35, 20), (13, 70, 300), (40, 33, 65), (24, 96, 400), (9, 47, 601), (8, 100, 19) })
            {
                var a = Enumerable.Range(0, m * k).Select(value).ToArray();
                var b = Enumerable.Range(0, k * n).Select(value).ToArray();
                // Rows and columns may lie contiguous in either operand, or in neither.
                foreach (var (aRow, aColumn, bRow, bColumn) in new[] { (k, 1, n, 1), (1, m, 1, k), (1, m, n, 1), (k, 1, 1, k), (-k, -1, -n, -1) })
                {
                    var expected = Product<RegisterTile<T, Wide128<T>, Vector128<T>>>();
                    Assert.Equal(expected, Product<RegisterTile<T, Wide256<T>, Vector256<T>>>());
                    Assert.Equal(expected, Product<RegisterTile<T, Wide512<T>, Vector512<T>>>());
                    if (typeof(T) == typeof(float) || typeof(T) == typeof(double)) Assert.Equal(expected, Product<RegisterTile512<T>>());

                    T[] Product<TTile>() where TTile : struct, IRegisterTile<T>
                    {
                        var c = new T[m * n];
                        fixed (T* pa = a, pb = b, pc = c)
                        {
                            T* first = aRow < 0 ? pa + a.Length - 1 : pa, second = bRow < 0 ? pb + b.Length - 1 : pb;
                            PackedProduct<T, TTile>.Run(new(first, aRow, aColumn, second, bRow, bColumn, pc, m, n, k), threads: 1);
                        }
                        return c;
                    }
                }
            }
        }
    }

    [Fact]
    public void A_product_of_rows_and_columns_that_lie_contiguous_has_the_same_bits()
    {
        Products(i => MathF.Sin(i));
        Products(i => Math.Cos(i));

        static void Products<T>(Func<int, T> value) where T : unmanaged, INumber<T>
        {
            foreach (var k in new[] { 8, 31, 32, 50, 63, 64, 117, 300 })
            {
                var a = Enumerable.Range(0, 3 * k).Select(value).ToArray();
                var b = Enumerable.Range(5, 2 * k).Select(value).ToArray();
                T[] c512 = new T[6], c256 = new T[6], c128 = new T[6];
                fixed (T* pa = a, pb = b, p512 = c512, p256 = c256, p128 = c128)
                {
                    RowProduct<T, Wide512<T>, Vector512<T>>.Dots(new(pa, k, 1, pb, 1, k, p512, 3, 2, k), threads: 1);
                    RowProduct<T, Wide256<T>, Vector256<T>>.Dots(new(pa, k, 1, pb, 1, k, p256, 3, 2, k), threads: 1);
                    RowProduct<T, Wide128<T>, Vector128<T>>.Dots(new(pa, k, 1, pb, 1, k, p128, 3, 2, k), threads: 1);
                }
                Assert.Equal(c512, c256);
                Assert.Equal(c512, c128);
            }
        }
    }

    [Fact]
    public void A_few_rows_give_the_bits_of_many()
    {
        Products(i => MathF.Sin(i));
        Products(i => Math.Cos(i));

        static void Products<T>(Func<int, T> value) where T : unmanaged, INumber<T>
        {
            foreach (var (m, n, k) in new[] { (1, 300, 20), (3, 517, 300), (8, 256, 1300), (6, 1100, 777) })
            {
                var a = Enumerable.Range(0, m * k).Select(value).ToArray();
                var b = Enumerable.Range(0, k * n).Select(value).ToArray();
                T[] expected = new T[m * n], c512 = new T[m * n], c256 = new T[m * n], c128 = new T[m * n];
                fixed (T* pa = a, pb = b, pe = expected, p512 = c512, p256 = c256, p128 = c128)
                {
                    PackedProduct<T, RegisterTile<T, Wide128<T>, Vector128<T>>>.Run(new(pa, 1, m, pb, n, 1, pe, m, n, k), threads: 1);
                    SkinnyProduct<T, Wide512<T>, Vector512<T>>.Run(new(pa, 1, m, pb, n, 1, p512, m, n, k), threads: 1);
                    SkinnyProduct<T, Wide256<T>, Vector256<T>>.Run(new(pa, 1, m, pb, n, 1, p256, m, n, k), threads: 3);
                    SkinnyProduct<T, Wide128<T>, Vector128<T>>.Run(new(pa, 1, m, pb, n, 1, p128, m, n, k), threads: 2);
                }
                Assert.Equal(expected, c512);
                Assert.Equal(expected, c256);
                Assert.Equal(expected, c128);
            }
        }
    }
}
