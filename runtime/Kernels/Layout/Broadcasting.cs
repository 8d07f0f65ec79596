namespace Kernels;

/// <summary>NumPy's broadcasting: shapes are aligned at their last axis, and an extent of 1 stretches.</summary>
internal static class Broadcasting
{
    /// <summary>The strides with which an array is walked as if it had a shape, 0 where it stretches; null if it does not broadcast to it.</summary>
    public static int[]? StridesFor<T>(NDArray<T> x, Shape shape)
    {
        var skip = shape.Rank - x.Rank;
        if (skip < 0) return null;
        var own = x.GetStrides();
        var strides = new int[shape.Rank];
        for (var i = 0; i < own.Length; i++)
        {
            if (x.Shape[i] == shape[skip + i]) strides[skip + i] = own[i];
            else if (x.Shape[i] != 1) return null;
        }
        return strides;
    }
}
