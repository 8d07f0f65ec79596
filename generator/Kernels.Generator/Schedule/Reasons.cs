using Kernels.Generator.IR;

namespace Kernels.Generator.Schedule;

/// <summary>Why the value of a fused loop is stored as an array.</summary>
internal enum StoredReason
{
    /// <summary>The block yields it.</summary>
    Yielded,

    /// <summary>A view, a runtime function, a row nest or control flow takes it.</summary>
    Operand,

    /// <summary>A region uses it from outside.</summary>
    Captured,

    /// <summary>Two loops need it, and it is computed once.</summary>
    Shared,

    /// <summary>The loop would take more arrays or scalars than the runtime's drivers do.</summary>
    TooManyOperands,
}

/// <summary>A value that a loop stores.</summary>
/// <param name="Value">The value.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">The node that asks for it, if there is one.</param>
internal sealed record Stored(Value Value, StoredReason Reason, Node? By);

/// <summary>What becomes of a matrix product.</summary>
internal enum ProductKind
{
    /// <summary>It is none.</summary>
    None,

    /// <summary>One loop takes its rows as they are done.</summary>
    Feeds,

    /// <summary>An array: the block yields it.</summary>
    Yielded,

    /// <summary>An array: not one loop alone reads it.</summary>
    NoLoop,

    /// <summary>An array: the loop's values are folded.</summary>
    Folded,

    /// <summary>An array: the loop writes into a region of an array, in which the operands may lie.</summary>
    Updates,

    /// <summary>An array: something is written in place before the loop, perhaps into the operands.</summary>
    Writes,
}

/// <summary>What becomes of a concatenation and the like.</summary>
internal enum PiecesKind
{
    /// <summary>Loops alone read it, piece by piece.</summary>
    Read,

    /// <summary>An array: the block yields it.</summary>
    Yielded,

    /// <summary>An array: a runtime function takes it, or a view that is no part of it.</summary>
    Operand,

    /// <summary>An array: control flow takes it.</summary>
    Captured,

    /// <summary>An array: a loop that reads it is folded.</summary>
    Folded,

    /// <summary>An array: a row nest reads it.</summary>
    Rows,

    /// <summary>An array: a loop that reads it may take the rows of a matrix product as they are done.</summary>
    Product,
}

/// <summary>What becomes of a concatenation and the like, and the node that it is because of, if there is one.</summary>
internal sealed record InPieces(PiecesKind Kind, Node? By);

/// <summary>Why two loops did not become one.</summary>
internal enum ApartReason
{
    /// <summary>They run over different shapes.</summary>
    Shapes,

    /// <summary>One needs a result of the other through something that is part of neither.</summary>
    Waits,

    /// <summary>One of them is folded, and such a loop has no other result.</summary>
    Folds,

    /// <summary>They fold different axes.</summary>
    Axes,

    /// <summary>Together they take more arrays or scalars than the runtime's drivers do.</summary>
    Operands,
}

/// <summary>What kept a loop, or a node, apart from another step.</summary>
/// <param name="Other">Of loops: a result of the other one. Of a row nest: the value that stayed outside.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">What it waits for, or the reduction.</param>
internal sealed record Apart(Value Other, ApartReason Reason, Node? By);
