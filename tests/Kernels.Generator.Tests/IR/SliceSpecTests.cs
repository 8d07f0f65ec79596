using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Tests.IR;

/// <summary>What is known of the shape of a part of an array.</summary>
public class SliceSpecTests
{
    private static SymShape? Part(string spec) => SliceSpec.Parse(spec)?.ShapeOf(SymShape.Unknown("x"));

    [Theory]
    [InlineData("1..^1, 1..^1", "2.., ..^2")]
    [InlineData("1..^1", "2.., ..")]
    [InlineData("$1", "^2")]
    [InlineData(".., .., $1", ".., .., 7")]
    [InlineData(".., 0..1", ".., 2..3")]
    [InlineData("global::Kernels.NDArray.Ellipsis, 1.., ..", "global::Kernels.NDArray.Ellipsis, ..^1, ..")]
    public void Parts_with_as_many_elements_of_each_axis_have_one_shape(string one, string other) => Assert.Equal(Part(one), Part(other));

    [Theory]
    [InlineData("1..", "1..^1")]
    [InlineData("..2", "..^2")]
    [InlineData("$1", "1..")]
    [InlineData(".., $1", "$1, ..")]
    [InlineData("..1", "0")]
    [InlineData("global::Kernels.NDArray.Ellipsis, 1..", "1..")]
    [InlineData("global::Kernels.NDArray.Ellipsis, 1..", "global::Kernels.NDArray.Ellipsis, 1.., ..")]
    public void Others_have_not(string one, string other) => Assert.NotEqual(Part(one), Part(other));

    [Theory]
    [InlineData("$1..$2")]
    [InlineData("(..).By(2)")]
    [InlineData("^3..^1")]
    public void Of_what_only_the_program_knows_nothing_is(string spec) => Assert.Null(Part(spec));

    [Fact]
    public void A_part_of_a_part_is_a_part()
    {
        var (first, second) = (SliceSpec.Parse("1..^1, 2..")!, SliceSpec.Parse("..^3")!);
        Assert.Equal("1..^4, 2..", first.Then(second).ToString());
        Assert.Equal(first.Then(second).ShapeOf(SymShape.Unknown("x")), second.ShapeOf(first.ShapeOf(SymShape.Unknown("x"))!));
        Assert.Equal(SymShape.Unknown("x"), Part(".., .."));
    }
}
