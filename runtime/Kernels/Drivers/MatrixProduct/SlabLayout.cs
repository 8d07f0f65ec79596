namespace Kernels.Drivers.MatrixProduct;

/// <summary>What lies where in the buffer of a product: the states of the panels, the threads' blocks of A, the panels of B.</summary>
internal readonly struct SlabLayout
{
    /// <param name="rows">The rows of a block of A, whole tiles.</param>
    /// <param name="depth">The depth of a block.</param>
    /// <param name="blockRow">The elements that a copied row of a block takes, or 0 if the blocks lie in A itself.</param>
    /// <param name="depths">The blocks of depth in a slab.</param>
    /// <param name="panels">The panels that lie side by side.</param>
    /// <param name="across">The parts into which they are split.</param>
    /// <param name="threads">The most threads that work at a time.</param>
    /// <param name="elementSize">The size of an element in bytes.</param>
    /// <param name="panelColumns">The columns of a panel.</param>
    /// <param name="resultColumns">The columns of the result's rows that a thread keeps for itself, or 0.</param>
    public SlabLayout(int rows, int depth, int blockRow, int depths, int panels, int across, int threads, int elementSize, int panelColumns, int resultColumns)
    {
        Rows = rows;
        Depth = depth;
        Panels = panels;
        Across = across;
        Threads = threads;
        States = threads + depths * panels;
        BlockBytes = RoundUp((long)rows * blockRow * elementSize);
        SpareBytes = RoundUp((long)depth * panelColumns * elementSize);
        BlocksAt = RoundUp((long)States * sizeof(int));
        PlaceBytes = BlockBytes + SpareBytes + RoundUp((long)rows * resultColumns * elementSize);
        PanelsAt = BlocksAt + threads * PlaceBytes;
        Bytes = PanelsAt + (long)depths * panels * depth * panelColumns * elementSize + Hardware.LineBytes;
    }

    public int Rows { get; }

    public int Depth { get; }

    public int Panels { get; }

    public int Across { get; }

    public int Threads { get; }

    /// <summary>One number for each thread's place, then one for each panel.</summary>
    public int States { get; }

    public long BlockBytes { get; }

    /// <summary>A panel of a thread's own, behind its block.</summary>
    public long SpareBytes { get; }

    /// <summary>All that a thread has: behind the panel rows of the result, if it keeps them.</summary>
    public long PlaceBytes { get; }

    public long BlocksAt { get; }

    public long PanelsAt { get; }

    /// <summary>The bytes of it all, with room to begin at a cache line.</summary>
    public long Bytes { get; }

    public static unsafe byte* Align(byte* p) => (byte*)((nint)(p + Hardware.LineBytes - 1) & -Hardware.LineBytes);

    // All parts begin at a cache line.
    private static long RoundUp(long bytes) => (bytes + Hardware.LineBytes - 1) & -Hardware.LineBytes;
}
