using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Kernels.CompilerServices;

/// <summary>Where the operands of a <see cref="RowBody"/> lie: inputs, written elements, written values of rows, temporaries of elements, then of
/// rows. Filled by the runtime, which pins the memory.</summary>
/// <remarks>Bounds: a body loads whole vectors to the end of a row's last one. The runtime sees to it that so many bytes can be read behind each row of
/// an input, and read and written behind each row of a temporary; what lies there changes no result.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe struct RowArgs
{
    /// <summary>The most operands of a body, temporaries among them.</summary>
    public const int MaxOperands = 32;

    /// <summary>The most vectors of rows in a block: several, since the rows' values are stored one by one and loaded as vectors, which stalls.</summary>
    internal const int BlockVectors = 4;

    internal fixed long Addresses[MaxOperands];
    internal fixed long Strides[MaxOperands];
    internal fixed long Steps[MaxOperands];
    internal fixed long Scalars[LoopArgs.MaxScalars];
    internal nint Accumulator;

    /// <summary>The rows that go through all sweeps together: at most four vectors of them.</summary>
    public nint Block { readonly get; internal set; }

    /// <summary>The first element of a row of operand <paramref name="k"/>; of a temporary, a row of the block.</summary>
    public readonly ref T At<T>(int k, nint row) => ref Unsafe.AsRef<T>((byte*)(nint)Addresses[k] + (row * (nint)Strides[k]));

    /// <summary>Where the rows of a block leave a vector each while they are folded.</summary>
    public readonly ref T Accumulators<T>() => ref Unsafe.AsRef<T>((void*)Accumulator);

    /// <summary>-1 where input <paramref name="k"/> advances along a plane, 0 where it is one value for all of it: load at <c>i &amp; Step(k)</c>. Along a row
    /// all inputs advance.</summary>
    public readonly nint Step(int k) => (nint)Steps[k];

    /// <summary>Bytes from one row of operand <paramref name="k"/>, or plane of a block that lies so, to the next.</summary>
    public readonly nint Stride(int k) => (nint)Strides[k];

    /// <summary>Scalar argument <paramref name="k"/>.</summary>
    public readonly T Scalar<T>(int k) where T : unmanaged
    {
        var bits = Scalars[k];
        return *(T*)&bits;
    }

    /// <summary>Writes the values of <paramref name="count"/> rows to operand <paramref name="k"/>, from a row on.</summary>
    public readonly void Keep<T>(int k, nint row, ref T values, nint count) where T : unmanaged
    {
        var target = (T*)(nint)Addresses[k] + row;
        for (nint r = 0; r < count; r++) target[r] = Unsafe.Add(ref values, r);
    }
}
