using System.Runtime.CompilerServices;
using Kernels.Drivers.Reducing;

namespace Kernels.CompilerServices;

// Nests that wait in a chain.
public partial struct LoopNest
{
    /// <summary>Whether all results are written where they stay, on the CPU, by the nest as a whole.</summary>
    internal readonly bool CanWait
    {
        get
        {
            if (_product is not null || _cut is not null || _folds is not null || !ReferenceEquals(Device, Device.Cpu)) return false;
            if (_placements is null) return true;
            foreach (var placement in _placements)
                if (placement is not DirectPlacement) return false;
            return true;
        }
    }

    /// <summary><see cref="Out{T}()"/> for a nest of a chain: perhaps in a buffer that the chain's nests are done with by then.</summary>
    /// <param name="chain">The chain in which the nest will run.</param>
    public NDArray<T> Out<T>(LoopChain chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        if (!ReferenceEquals(Device, Device.Cpu) || chain.Take<T>(_size) is not { } storage)
        {
            chain.Rented((long)_size * Unsafe.SizeOf<T>());
            return Out<T>();
        }
        var result = new NDArray<T>(storage, _shape, null, storage.Start);
        SetOutput(Add<T>(result, storage.HostData));
        _outputs++;
        return result;
    }

    /// <summary>Runs the kernel when the chain does: its results are done when <see cref="LoopChain.Run"/> returns. What can't wait runs at once, after what does.</summary>
    /// <param name="chain">The nests before this one.</param>
    public void Run(LoopChain chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        if (!chain.TryAdd(ref this))
        {
            chain.Run();
            Run();
            return;
        }
        KernelCounters.Launched();
        if (_placed)
            for (var k = InputCount; k < _operands; k++) Array(k).Storage.Own();
        if (_refused is not null)
            foreach (var storage in _refused) chain.ReleaseLater(storage);
    }

    /// <summary>Whether its folds can wait: all of one pass, on the CPU.</summary>
    internal readonly bool FoldsCanWait
    {
        get
        {
            if (_folds is null || _product is not null || _cut is not null || !ReferenceEquals(Device, Device.Cpu)) return false;
            foreach (var fold in _folds)
                if (!fold.Spec.Source.Equals(_shape)) return false;
            return true;
        }
    }

    internal readonly NestFold[] Folds => [.. _folds!];

    /// <summary><see cref="RunFolds()"/> when the chain runs: what <see cref="Folded"/> gives is set when <see cref="LoopChain.Run"/> returns. What can't wait runs at once, after
    /// what does.</summary>
    /// <param name="chain">The nests before this one.</param>
    public void RunFolds(LoopChain chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        Join();
        if (!chain.TryAddFolds(ref this))
        {
            chain.Run();
            RunFolds();
            return;
        }
        KernelCounters.Launched();
    }
}
