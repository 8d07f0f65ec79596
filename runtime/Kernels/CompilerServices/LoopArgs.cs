using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Kernels.CompilerServices;

/// <summary>Where the operands of one run of a <see cref="LoopBody"/> lie. Filled by the runtime's drivers, which pin the memory.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe struct LoopArgs
{
    /// <summary>The most array operands, inputs and outputs together, that one loop takes; the scheduler splits larger ones.</summary>
    public const int MaxOperands = 16;

    /// <summary>The most scalar arguments that one loop takes.</summary>
    public const int MaxScalars = 16;

    internal fixed long Addresses[MaxOperands];
    internal fixed long Steps[MaxOperands];
    internal fixed long Scalars[MaxScalars];

    internal bool Aligns;
    internal bool Streams;

    /// <summary>Whether all vectors but the first and the last are stored where one begins that lies in one cache line: then none of the results shares memory
    /// with an input, since the elements of the first vector are computed twice.</summary>
    public readonly bool Align => Aligns;

    /// <summary>Whether results that are full vectors pass by the caches: they are too large to stay there, and what lies there need not be
    /// read to be overwritten. Then <see cref="Align"/> is set too, and all results reach a multiple of 64 bytes with the same element.</summary>
    public readonly bool Stream => Streams;

    /// <summary>From a row to the next, in bytes, for each operand.</summary>
    internal fixed long RowStrides[MaxOperands];

    /// <summary>The rows after the first one that a body with <see cref="LoopKernel.TakesRows"/> is to run.</summary>
    internal nint FurtherRows;

    /// <summary>How many rows of n elements there are after the one at <see cref="At{T}"/>.</summary>
    public readonly nint RowsAfterFirst => FurtherRows;

    /// <summary>The row after <paramref name="row"/> of operand <paramref name="k"/>.</summary>
    public readonly ref T NextRow<T>(ref T row, int k) => ref Unsafe.AddByteOffset(ref row, (nint)RowStrides[k]);

    /// <summary>The first element of operand <paramref name="k"/>: inputs in the order they were given, then outputs.</summary>
    public readonly ref T At<T>(int k) => ref Unsafe.AsRef<T>((void*)(nint)Addresses[k]);

    /// <summary>-1 where operand <paramref name="k"/> advances with the loop, 0 where it is one value for all of it: load at <c>i &amp; Step(k)</c>.
    /// A constant operand's memory holds a whole vector of copies.</summary>
    public readonly nint Step(int k) => (nint)Steps[k];

    /// <summary>Whether the first operands all advance, and <see cref="Stream"/> is not set: what <see cref="CompilerServices.AllAdvance"/> takes.</summary>
    /// <param name="inputs">How many.</param>
    public readonly bool AllAdvance(int inputs)
    {
        if (Streams) return false;
        for (var k = 0; k < inputs; k++)
            if (Steps[k] == 0) return false;
        return true;
    }

    /// <summary>Whether operand <paramref name="k"/> is another one shifted: its elements are those so many bytes behind the other's, in all rows of the call.</summary>
    /// <param name="k">The operand.</param>
    /// <param name="other">The other one.</param>
    /// <param name="bytes">May be negative.</param>
    public readonly bool LiesBy(int k, int other, int bytes) => Addresses[k] == Addresses[other] + bytes && (FurtherRows == 0 || RowStrides[k] == RowStrides[other]);

    /// <summary>Scalar argument <paramref name="k"/>.</summary>
    public readonly T Scalar<T>(int k) where T : unmanaged
    {
        var bits = Scalars[k];
        return *(T*)&bits;
    }
}
