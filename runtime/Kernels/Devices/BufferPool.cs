using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Kernels.Drivers;

namespace Kernels;

/// <summary>Large buffers for reuse: fresh memory costs a page fault for every 4 KB, many times what a kernel takes to fill it.</summary>
/// <remarks>
/// <para>Arrays are pinned (the collector never moves them) and kept by size class, last in, first out, so that the one that
/// caches still hold goes out first. Two classes for each power of two waste a third at most.</para>
/// <para>A buffer comes back when it is released, or when its storage is found dead: there is no finalizer, whose thread runs when it
/// pleases. Instead each <see cref="Lease"/> holds its storage weakly, and whoever finds the shelf empty looks at the leases,
/// after a collection of the young generations if enough was rented since the last one.</para>
/// </remarks>
internal static class BufferPool
{
    /// <summary>Buffers below this many bytes are ordinary managed arrays: the collector is cheaper there than a lease.</summary>
    public const int MinBytes = 64 * 1024;

    private const int Page = 4096;

    // Large arrays begin at a page: the CPU compares the lower 12 bits of addresses first, and takes a load for one of what a store shortly before it
    // wrote where these agree. Of arrays that all begin alike, an element's store comes after its loads.
    private const int LargeBytes = 256 * 1024;

    // Arrays of a few large pages begin at one, and have theirs to themselves: in between, an array shares two with what is written in small pages already, half of
    // itself then, and each of these costs a page fault. What lies before the first element is never touched, and takes no memory. Longer ones have so many that
    // two are nothing, and gain by beginning anywhere: memory is faster where not all arrays begin alike.
    private const long FewPagesBytes = 2 * LargePages.PageBytes;
    private const long ManyPagesBytes = 12 * LargePages.PageBytes;

    private const long InitialPatience = 16L << 20;
    private const long LastPatience = 1L << 30;

    // Results that take no longer to compute than a collection takes go round by a few. A large one is worth its collection: it comes back while the last
    // cache still holds some of it, and a program of large results needs no more memory than they take.
    private const int PatientBuffers = 4;
    private const long LargestPatientBuffer = 8L << 20;

    private static readonly Lock s_lock = new();
    private static readonly List<Lease> s_leases = [];
    private static readonly List<Action> s_trims = [];
    private static readonly long s_limit = Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8, 64L << 20, 1L << 30);
    private static long s_pooledBytes;

    // Since the last collection that this pool asked for.
    private static long s_rentedBytes;

    // A collection is asked for after so many bytes; longer where collections find nothing, since then the arrays are in use.
    private static long s_patience = InitialPatience;
    private static int s_collections;

    static BufferPool() => _ = new PressureWatch();

    /// <summary>Bytes that wait for reuse.</summary>
    public static long PooledBytes
    {
        get
        {
            lock (s_lock) return s_pooledBytes;
        }
    }

    /// <summary>The index of the first element of a pinned array that begins a cache line or a page, behind which there is room for <paramref name="length"/>.</summary>
    /// <remarks>A vector of 64 bytes that crosses lines takes twice the time; from memory a sum of floats ran at 0.6 of the speed.</remarks>
    public static unsafe int FirstAligned<T>(T[] array, int length)
    {
        var bytes = (int)(-(nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array)) & (Alignment(Bytes<T>(array.Length)) - 1));
        var (ahead, rest) = Math.DivRem(bytes, Unsafe.SizeOf<T>());
        // An array of the greatest length has no room for it.
        return rest == 0 && ahead <= array.Length - length ? ahead : 0;
    }

    /// <summary>A pinned array of at least <paramref name="length"/> elements from the first aligned one on, its content unspecified.</summary>
    public static T[] Rent<T>(int length)
    {
        var (index, capacity) = SizeClass(length);
        capacity = (int)Math.Min(capacity + (long)Ahead<T>(capacity), Array.MaxLength);
        lock (s_lock)
        {
            var bytes = Bytes<T>(capacity);
            s_rentedBytes += bytes;
            if (Shelf<T>.TryPop(index, out var array)) return array;
            // The runtime may have collected on its own.
            Recover();
            if (Shelf<T>.TryPop(index, out array)) return array;
            if (s_rentedBytes > Math.Max(s_patience, bytes < LargestPatientBuffer ? PatientBuffers * bytes : bytes))
            {
                var leased = s_leases.Count;
                // Of generation 1: a caller that keeps its last result until it has the next one lets each survive a collection.
                GC.Collect(1, GCCollectionMode.Forced, blocking: true);
                Recover();
                var found = Shelf<T>.TryPop(index, out array);
                s_patience = found || s_leases.Count <= leased * 3 / 4 ? InitialPatience : Math.Min(2 * s_patience, LastPatience);
                s_rentedBytes = 0;
                if (found) return array!;
            }
        }
        try
        {
            return Fresh<T>(capacity);
        }
        catch (OutOfMemoryException)
        {
            // Memory that waits for reuse by others, or that belongs to arrays nobody has any more.
            GC.Collect();
            Trim();
            return Fresh<T>(capacity);
        }
    }

    private static T[] Fresh<T>(int capacity)
    {
        var array = GC.AllocateUninitializedArray<T>(capacity, pinned: true);
        LargePages.Use(array, Bytes<T>(capacity));
        return array;
    }

    /// <summary>Takes back an array that has no lease any more.</summary>
    public static void Return<T>(T[] array)
    {
        lock (s_lock)
        {
            // A full pool holds what was asked for once and is not any more: start anew.
            if (s_pooledBytes + Bytes<T>(array.Length) > s_limit) Empty();
            if (s_pooledBytes + Bytes<T>(array.Length) <= s_limit) Shelf<T>.Push(ClassOf(array), array);
        }
    }

    internal static void Add(Lease lease)
    {
        lock (s_lock)
        {
            lease.Index = s_leases.Count;
            s_leases.Add(lease);
        }
    }

    internal static void Move(Lease lease, object owner)
    {
        // One that has ended has no handle any more.
        lock (s_lock)
            if (lease.Index >= 0) lease.SetOwner(owner);
    }

    internal static void Remove(Lease lease)
    {
        lock (s_lock)
        {
            if (lease.Index < 0) return;
            var last = s_leases[^1];
            s_leases[lease.Index] = last;
            last.Index = lease.Index;
            s_leases.RemoveAt(s_leases.Count - 1);
            lease.Index = -1;
            lease.FreeOwner();
        }
    }

    /// <summary>Takes back the buffers of dead storages.</summary>
    private static void Recover()
    {
        var collections = GC.CollectionCount(0);
        if (collections == s_collections) return;
        s_collections = collections;
        for (var i = s_leases.Count - 1; i >= 0; i--)
            if (s_leases[i].IsDead) s_leases[i].Return();
    }

    private static void Empty()
    {
        foreach (var trim in s_trims) trim();
    }

    private static void Trim()
    {
        lock (s_lock)
        {
            Recover();
            Empty();
        }
    }

    private static int Alignment(long bytes) => bytes switch
    {
        >= ManyPagesBytes => Page,
        >= FewPagesBytes => LargePages.PageBytes,
        >= LargeBytes => Page,
        >= MinBytes => Hardware.LineBytes,
        _ => 1,
    };

    /// <summary>The most elements that may lie before the first aligned one.</summary>
    private static int Ahead<T>(int length) => Alignment(Bytes<T>(length)) / Unsafe.SizeOf<T>();

    /// <summary>The largest class that an array has room for behind its first aligned element.</summary>
    private static int ClassOf<T>(T[] array)
    {
        var room = array.Length - Ahead<T>(array.Length);
        var (index, capacity) = SizeClass(room);
        return capacity > room ? index - 1 : index;
    }

    private static long Bytes<T>(int length) => (long)length * Unsafe.SizeOf<T>();

    /// <summary>The smallest of 2^k and 3 * 2^(k-1) that is not below the length.</summary>
    private static (int Index, int Capacity) SizeClass(int length)
    {
        var log = BitOperations.Log2((uint)Math.Max(length, 2) - 1);
        if (log > 0 && length <= 3L << (log - 1)) return (2 * log, (int)(3L << (log - 1)));
        // The largest arrays have a class of their own size.
        return (2 * log + 1, (int)Math.Min(2L << log, Array.MaxLength));
    }

    /// <summary>The arrays of one element type; used under the pool's lock.</summary>
    private static class Shelf<T>
    {
        private static readonly List<T[]>?[] s_stacks = Create();

        public static bool TryPop(int index, [NotNullWhen(true)] out T[]? array)
        {
            array = null;
            if (s_stacks[index] is not { Count: > 0 } stack) return false;
            array = stack[^1];
            stack.RemoveAt(stack.Count - 1);
            s_pooledBytes -= Bytes<T>(array.Length);
            return true;
        }

        public static void Push(int index, T[] array)
        {
            (s_stacks[index] ??= []).Add(array);
            s_pooledBytes += Bytes<T>(array.Length);
        }

        private static List<T[]>?[] Create()
        {
            s_trims.Add(static () =>
            {
                for (var i = 0; i < s_stacks.Length; i++)
                    while (TryPop(i, out _)) { }
            });
            return new List<T[]>[64];
        }
    }

    /// <summary>Unreachable on purpose: its finalizer runs after each collection of its generation, takes dead buffers back, and empties
    /// the pool when memory is short.</summary>
    private sealed class PressureWatch
    {
        ~PressureWatch()
        {
            // On the finalizer thread, which must not wait long: a busy pool sees to itself.
            if (s_lock.TryEnter())
            {
                try
                {
                    Recover();
                    var memory = GC.GetGCMemoryInfo();
                    if (memory.MemoryLoadBytes >= memory.HighMemoryLoadThresholdBytes) Empty();
                }
                finally
                {
                    s_lock.Exit();
                }
            }
            GC.ReRegisterForFinalize(this);
        }
    }
}
