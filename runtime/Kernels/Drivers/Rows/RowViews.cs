using Kernels.CompilerServices;

namespace Kernels.Drivers.Rows;

/// <summary>Views of rows' values: where the folded axis is the last one they are the values themselves.</summary>
internal static class RowViews
{
    /// <summary>The shape under which a view shows values.</summary>
    public static Shape ShapeOf(Shape shape, RowView view, Axes axes)
    {
        var dims = shape.AsSpan().ToArray().ToList();
        switch (view)
        {
            case RowView.Squeeze: dims.RemoveAt(NDArray.AxisOf(axes[0], dims.Count, "Squeeze", shape)); break;
            case RowView.FirstOfLast: dims.RemoveAt(NDArray.AxisOf(-1, dims.Count, "[.., 0]", shape)); break;
            case RowView.ExpandDims: dims.Insert(NDArray.AxisOf(axes[0], dims.Count + 1, "ExpandDims", shape), 1); break;
            default: dims.Add(1); break;
        }
        return Shape.Create([.. dims]);
    }

    public static NDArray<T> Of<T>(NDArray<T> x, RowView view, Axes axes) => view switch
    {
        RowView.Squeeze => NDArray.Squeeze(x, axes[0]),
        RowView.FirstOfLast => x[.., 0],
        RowView.ExpandDims => NDArray.ExpandDims(x, axes[0]),
        _ => NDArray.ExpandDims(x, x.Rank),
    };
}

/// <summary>A view as a stage, whatever its dtype.</summary>
internal interface IRowViewStage
{
    RowValue Input { get; }

    RowValue Output { get; }

    /// <summary>Makes the view of the array that there is.</summary>
    void Show();
}

internal sealed class RowViewStage<T>(RowValue<T> input, RowValue<T> output, RowView view, Axes axes) : RowStage, IRowViewStage
{
    public RowValue Input => input;

    public RowValue Output => output;

    public void Show() => output.Array = RowViews.Of(input.Array, view, axes);

    internal override void RunOnArrays(RowNest nest) => Show();
}
