namespace Kernels.Drivers.MatrixProduct;

/// <summary>Lines of the panel that is used next, which a tile asks for while it runs, so that they lie in L2 when they are read: the processor's own prefetching
/// stops at the end of each page of 4 KB, and where the last cache is far away a product takes a seventh more time without.</summary>
internal readonly unsafe struct PanelAhead(byte* address, int every)
{
    /// <summary>The first line. It is only asked for, never read.</summary>
    public readonly byte* Address = address;

    /// <summary>The steps of depth from one line to the next.</summary>
    public readonly int Every = every;
}
