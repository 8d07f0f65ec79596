namespace Kernels.Tests.Arrays;

public class ElementTests
{
    private static readonly NDArray<int> M = [[1, 2, 3], [4, 5, 6]];

    [Fact]
    public void One_element_converts_explicitly_whatever_its_rank()
    {
        NDArray<float> x = [[2.5f]];
        Assert.Equal(2.5f, (float)x);
        Assert.Equal(2.5f, x.Item());
        Assert.Equal(6, (int)M[1, 2]);
    }

    [Fact]
    public void Spans_and_copies_follow_the_view()
    {
        Assert.Equal([1, 4, 2, 5, 3, 6], M.T.AsSpan().ToArray());
        Assert.Equal([4, 5, 6], M[1].AsSpan().ToArray());
        var target = new int[8];
        M.T.CopyTo(target.AsSpan(1));
        Assert.Equal([0, 1, 4, 2, 5, 3, 6, 0], target);
        Assert.Equal([], NDArray.Zeros<int>(0, 3).AsSpan().ToArray());
    }

    [Fact]
    public void ToArray_is_a_copy()
    {
        M.ToArray()[0] = 9;
        Assert.Equal(1, (int)M[0, 0]);
    }

    [Fact]
    public void A_condition_of_one_element_works_in_if()
    {
        NDArray<bool> yes = [true], no = false;
        Assert.True(yes ? true : false);
        Assert.False(no ? true : false);
        Assert.True(M[0, 0] == 1 && M[0, 1] > 1 ? true : false);
        Assert.False(no || M[0, 0] < 1 ? true : false);
        NDArray<bool> never = [true, true];
        Assert.False(no && never ? true : false);
    }

    [Fact]
    public void Arrays_are_equal_as_objects_only_to_themselves()
    {
        NDArray<int> same = [[1, 2, 3], [4, 5, 6]];
        Assert.False(M.Equals(same));
        Assert.True(M.Equals(M));
        Assert.Equal(M.GetHashCode(), M.GetHashCode());
    }

    [Fact]
    public void Debuggers_show_type_shape_and_small_vectors()
    {
        Assert.Equal("NDArray<Int32> (2, 3) on CPU", M.DebuggerText);
        Assert.Equal("NDArray<Int32> (3,) on CPU [1 2 3]", M[0].DebuggerText);
        var view = new NDArrayDebugView<int>(M);
        Assert.Equal([3, 1], view.Strides);
        Assert.Equal(2, ((Array)view.Items).Length);
        Assert.Equal([1, 2, 3], (int[])new NDArrayDebugView<int>(M[0]).Items);
    }

    [Fact]
    public void An_array_is_already_on_its_device() => Assert.Same(M, M.To(Device.Cpu));
}
