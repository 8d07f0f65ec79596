using System.ComponentModel;

namespace Kernels.CompilerServices;

/// <summary>What a reduction folds with. The dtype of the result follows from the public function's declaration.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum Reduction
{
    /// <summary>The sum, of the operand's dtype.</summary>
    Sum,

    /// <summary>The product, of the operand's dtype.</summary>
    Prod,

    /// <summary>The largest element; NaN if there is one.</summary>
    Max,

    /// <summary>The smallest element; NaN if there is one.</summary>
    Min,

    /// <summary>The mean, in floating point.</summary>
    Mean,

    /// <summary>The mean of the squared deviations from the mean, merged after Chan.</summary>
    Var,

    /// <summary>The index of the first largest element, a long.</summary>
    ArgMax,

    /// <summary>The index of the first smallest element, a long.</summary>
    ArgMin,

    /// <summary>Whether any element is true.</summary>
    Any,

    /// <summary>Whether all elements are true.</summary>
    All,
}
