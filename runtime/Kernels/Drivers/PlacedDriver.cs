using System.Runtime.CompilerServices;
using Kernels.CompilerServices;

namespace Kernels.Drivers;

/// <summary>Runs elementwise nests that write into regions of arrays that exist already: outputs with gaps, perhaps also read.</summary>
/// <remarks>Bounds: <see cref="NestWalker"/> checks the reach of the outputs as it does that of the inputs. An output whose row is contiguous is written where
/// it lies, any other into a block that is scattered afterwards. Where an output is read too, element for element, no element is computed twice:
/// what is left of a row after whole vectors goes through padded copies.</remarks>
internal static unsafe class PlacedDriver
{
    private const int LongRow = 64;

    /// <summary>Elements [from, to) of the nest: all of them, or of a nest that other threads share, from a multiple of the lanes on.</summary>
    [SkipLocalsInit]
    public static void Run(ref LoopNest nest, byte** origins, int lanes, long from, long to)
    {
        var scratch = stackalloc byte[NestWalker.ScratchBytes + Hardware.MaxVectorBytes];
        var splats = stackalloc byte[LoopArgs.MaxOperands * Hardware.MaxVectorBytes];
        var plan = stackalloc byte[NestWalker.PlanBytes(nest.Shape.Rank, nest.OperandCount)];
        var walker = new NestWalker(ref nest, origins, [], plan, splats, ElementwiseDriver.Align(scratch), nest.OperandCount);
        Run(ref nest, ref walker, origins, lanes, from, to);
    }

    /// <summary>The same with a walk over all operands that is planned already.</summary>
    [SkipLocalsInit]
    public static void Run(ref LoopNest nest, ref NestWalker walker, byte** origins, int lanes, long from, long to)
    {
        var args = nest.Args;
        var inner = walker.Inner;
        if ((!nest.ReadsOutputs || inner % lanes == 0) && ElementwiseDriver.RunRows(ref nest, ref walker, ref args, origins, lanes, from, to)) return;
        var rows = walker.RowsAreDirect && inner >= LongRow;
        long block = walker.Block;
        if (!rows && inner < block) block -= block % inner;
        for (var start = from; start < to;)
        {
            var n = Math.Min(rows ? inner - start % inner : block, to - start);
            var whole = nest.ReadsOutputs ? n / lanes * lanes : n;
            if (whole < lanes && !nest.ReadsOutputs && start + n - lanes >= from)
            {
                // Step back instead of padding: elements are computed again, to the same values.
                start += n - lanes;
                whole = n = lanes;
            }
            if (whole >= lanes)
            {
                walker.Bind(ref args, start, (int)whole);
                nest.Kernel.Body(ref args, (nint)whole);
                walker.Scatter(ref args, start, (int)whole);
            }
            else
            {
                whole = 0;
            }
            if (whole < n)
            {
                walker.BindShort(ref args, start + whole, (int)(n - whole));
                nest.Kernel.Body(ref args, lanes);
                walker.Scatter(ref args, start + whole, (int)(n - whole));
            }
            start += n;
        }
    }
}
