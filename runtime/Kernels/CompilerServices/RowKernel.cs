using System.ComponentModel;
using Kernels.Drivers.Threads;

namespace Kernels.CompilerServices;

/// <summary>Runs rows of a <see cref="RowNest"/> from end to end.</summary>
/// <param name="args">Where the operands lie.</param>
/// <param name="rows">The number of rows; of a block that lies plane by plane, at least a vector of them.</param>
/// <param name="length">The elements of a row; unless the block lies plane by plane, at least a vector of them and at most a block of a fold.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void RowBody(ref RowArgs args, nint rows, nint length);

/// <summary>A row nest in one body, for where its rows lie one after the other and are folded in one piece.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RowKernel
{
    /// <summary>A kernel.</summary>
    /// <param name="name">Unique in the program.</param>
    /// <param name="elementSize">The size in bytes of all its dtypes.</param>
    /// <param name="cost">The operations for an element, in additions.</param>
    /// <param name="temporaries">Elements that pass between its loops: rows of scratch for each row of a block.</param>
    /// <param name="values">Values of rows that do so: a vector of scratch each.</param>
    /// <param name="rows">The body for rows of more elements than are folded in order.</param>
    /// <param name="planes">The body for shorter ones, which lie plane by plane: all first elements, then all second ones; null if there is none.</param>
    public RowKernel(string name, int elementSize, float cost, int temporaries, int values, RowBody rows, RowBody? planes)
    {
        (Name, ElementSize, Temporaries, Values, Rows, Planes) = (name, elementSize, temporaries, values, rows, planes);
        (RowsTime, PlanesTime, StagesTime) = (new(cost, elementSize), new(cost, elementSize), new(cost, elementSize));
    }

    /// <summary>The kernel's name.</summary>
    public string Name { get; }

    internal int ElementSize { get; }

    internal int Temporaries { get; }

    internal int Values { get; }

    internal RowBody Rows { get; }

    internal RowBody? Planes { get; }

    /// <summary>What an element takes in each of the ways to run the nest.</summary>
    internal MeasuredTime RowsTime { get; }

    internal MeasuredTime PlanesTime { get; }

    internal MeasuredTime StagesTime { get; }
}
