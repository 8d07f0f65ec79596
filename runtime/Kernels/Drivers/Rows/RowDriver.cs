using System.Buffers;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kernels.CompilerServices;
using Kernels.Drivers.Threads;

namespace Kernels.Drivers.Rows;

/// <summary>Runs row nests on the CPU, a block of rows at a time.</summary>
/// <remarks>Bounds: outputs are allocated here with the shapes that the stages give them; inputs are checked by <see cref="RowBlock"/> against
/// their buffers. All buffers are pinned while their addresses are used.</remarks>
internal static unsafe class RowDriver
{
    // What a thread prepared for the chunks of a job, over scratch of its own: addresses and sizes, no arrays.
    [ThreadStatic]
    private static WholeRows? t_rows;

    [ThreadStatic]
    private static byte[]? t_scratch;

    [ThreadStatic]
    private static long t_job;

    private static long s_jobs;

    public static void Run(RowNest nest, RowPlan plan)
    {
        foreach (var value in nest.Values)
            if (value.Keep && value.Viewed is null) value.Allocate();

        var handles = new GCHandle[nest.Values.Count];
        var origins = new nint[nest.Values.Count];
        try
        {
            for (var k = 0; k < origins.Length; k++)
            {
                if (nest.Values[k] is not { Viewed: null, Operand: { } array }) continue;
                handles[k] = GCHandle.Alloc(array.HostData, GCHandleType.Pinned);
                origins[k] = handles[k].AddrOfPinnedObject() + array.Offset * array.ElementSize;
            }
            Split(nest, plan, origins);
        }
        finally
        {
            foreach (var handle in handles)
                if (handle.IsAllocated) handle.Free();
        }

        // A view of kept values shares them; one of values that were not kept gets them now.
        foreach (var stage in nest.Stages)
            if (stage is IRowViewStage { Output.Keep: true } view) view.Show();
    }

    private struct Work
    {
        public RowNest Nest;
        public RowPlan Plan;
        public nint[] Origins;
        public int Chunks;
        public bool IsWhole;
        public long Job;
        public long Ticks;
    }

    private static void Split(RowNest nest, RowPlan plan, nint[] origins)
    {
        var threads = ForkJoin.Threads;
        var whole = WholeRows.Plan(nest, plan);
        plan = whole ?? plan;
        var blocks = (plan.Rows + plan.Block - 1) / plan.Block;
        var measured = nest.Kernel is not { } kernel ? null : whole is null ? kernel.StagesTime : plan.Planes ? kernel.PlanesTime : kernel.RowsTime;
        var chunks = Threads.Split.Chunks(measured?.Of(plan.Rows * plan.Length, plan.Bytes(nest)) ?? plan.Time(nest), threads, blocks);
        var work = new Work { Nest = nest, Plan = plan, Origins = origins, Chunks = chunks, IsWhole = whole is not null, Job = Interlocked.Increment(ref s_jobs) };
        // On the stack, where nothing moves, until the last chunk is done.
        ForkJoin.Run(&Chunk, Unsafe.AsPointer(ref work), chunks, threads);
        measured?.Learn(plan.Rows * plan.Length, work.Ticks);
    }

    private static void Chunk(void* context, int chunk)
    {
        ref var work = ref Unsafe.AsRef<Work>(context);
        var start = Stopwatch.GetTimestamp();
        var blocks = (work.Plan.Rows + work.Plan.Block - 1) / work.Plan.Block;
        long from = blocks * chunk / work.Chunks, to = blocks * (chunk + 1) / work.Chunks;
        Range(work, from * work.Plan.Block, Math.Min(to * work.Plan.Block, work.Plan.Rows));
        Interlocked.Add(ref work.Ticks, Stopwatch.GetTimestamp() - start);
    }

    /// <summary>Runs rows [from, to), whole blocks: the unit that threads claim. Where the last block overlaps one of another thread,
    /// both write the same bits.</summary>
    private static void Range(in Work work, long from, long to)
    {
        var (nest, plan) = (work.Nest, work.Plan);
        if (work.IsWhole)
        {
            // A thread prepares for the job once: that takes as long as a tenth of a chunk.
            if (t_rows is null || t_job != work.Job)
            {
                var needed = WholeRows.ScratchBytes(nest, plan);
                if (t_scratch is null || t_scratch.Length < needed) t_scratch = GC.AllocateUninitializedArray<byte>(needed, pinned: true);
                t_rows = new WholeRows(nest, plan, work.Origins, (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(t_scratch)), needed);
                t_job = work.Job;
            }
            t_rows.Run(from, to);
            return;
        }
        var bytes = RowBlock.ScratchBytes(nest, plan);
        var scratch = ArrayPool<byte>.Shared.Rent(bytes);
        try
        {
            fixed (byte* p = scratch)
            {
                using var block = new RowBlock(nest, plan, work.Origins, p, bytes);
                for (var row = from; row < to; row += plan.Block)
                {
                    // The last block overlaps the one before it: rows are computed again, to the same values.
                    block.Run(Math.Min(row, plan.Rows - plan.Block));
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }
}
