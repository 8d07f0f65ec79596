using static Kernels.NDArray;

namespace Kernels.Tests.At;

public class UpdateTests
{
    [Fact]
    public void Set_gives_a_new_array_and_leaves_the_old_one()
    {
        NDArray<int> a = [1, 2, 3];
        var b = a.At[0].Set(4);
        Assert.Equal([4, 2, 3], b.ToArray());
        Assert.Equal([1, 2, 3], a.ToArray());
    }

    [Fact]
    public void Values_broadcast_to_the_region()
    {
        var m = Zeros<int>(2, 3);
        Assert.Equal("[[0 7 7]\n [0 7 7]]", m.At[.., 1..].Set(7).ToString());
        Assert.Equal("[[1 2 3]\n [1 2 3]]", m.At[..].Set([1, 2, 3]).ToString());
        Assert.Equal("[[1 1 1]\n [2 2 2]]", m.At[Ellipsis].Set([[1], [2]]).ToString());
        Assert.Equal("[[3 0 2]\n [0 0 0]]", m.At[0, (..).By(-2)].Set([2, 3]).ToString());
        Assert.Equal("[[5 0 0]\n [0 0 0]]", m.At[0, 0].Set(5).ToString());
    }

    [Fact]
    public void Arithmetic_updates_combine_with_the_old_elements()
    {
        NDArray<int> a = [1, 2, 3, 4];
        Assert.Equal([1, 12, 23, 4], a.At[1..3].Add([10, 20]).ToArray());
        Assert.Equal([1, -8, -17, 4], a.At[1..3].Subtract([10, 20]).ToArray());
        Assert.Equal([1, 2, 3, 3], a.At[^1].Subtract(1).ToArray());
        Assert.Equal([1, 2, 3, 40], a.At[^1].Multiply(10).ToArray());
        Assert.Equal([0, 1, 1, 2], a.At[..].Divide(2).ToArray());
        Assert.Equal([1, 2, 1, 1], a.At[2..].Divide([3, 4]).ToArray());
        Assert.Equal([1, 2, 2, 2], a.At[..].Min(2).ToArray());
        Assert.Equal([3, 3, 3, 4], a.At[..].Max([3]).ToArray());
        Assert.Equal([2, 3], a.At[1..3].Get().ToArray());
    }

    [Fact]
    public void NaN_wins_in_Min_and_Max()
    {
        NDArray<float> x = [1, float.NaN];
        Assert.Equal([float.NaN, float.NaN], x.At[..].Min(float.NaN).ToArray());
        Assert.Equal([5, float.NaN], x.At[..].Max(5).ToArray());
    }

    [Fact]
    public void Numbers_convert_as_in_any_assignment()
    {
        NDArray<float> x = [1, 2];
        NDArray<double> y = [1, 2];
        NDArray<byte> z = [1, 2];
        Assert.Equal([1, 5], x.At[1].Set(5).ToArray());
        Assert.Equal([1, 7], y.At[1].Add(5).ToArray());
        Assert.Equal([1, (byte)1], z.At[1].Add(255).ToArray());
    }

    [Fact]
    public void An_update_of_a_view_does_not_touch_its_base()
    {
        NDArray<int> m = [[1, 2], [3, 4]];
        var column = m[.., 1];
        Assert.Equal([0, 4], column.At[0].Set(0).ToArray());
        Assert.Equal("[[9 9]\n [2 4]]", m.T.At[0].Set(9).ToString());
        Assert.Equal([1, 2, 3, 4], m.ToArray());
    }

    [Fact]
    public void A_value_may_be_a_view_of_the_array_itself()
    {
        var a = Arange(5);
        Assert.Equal([4, 3, 2, 1, 0], a.At[..].Set(a[(..).By(-1)]).ToArray());
    }

    [Fact]
    public void An_update_of_a_wrapped_array_leaves_the_source()
    {
        int[] source = [1, 2];
        Assert.Equal([3, 2], Wrap(source).At[0].Set(3).ToArray());
        Assert.Equal([1, 2], source);
    }

    [Fact]
    public void Bool_has_Set_only()
    {
        NDArray<bool> x = [true, true];
        Assert.Equal([true, false], x.At[1].Set(false).ToArray());
    }
}
