using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Kernels.Drivers;
using Kernels.Drivers.Reducing;

namespace Kernels.CompilerServices;

/// <summary>A loop nest over a shape: the operands of one fused kernel, and how to run it on the device that holds them.</summary>
/// <remarks>Used by generated code: construct, <see cref="In{T}(NDArray{T})"/> and <see cref="Scalar"/> the inputs, <see cref="Out{T}()"/> the results, then
/// <see cref="Run()"/>; or instead of Out and Run, <see cref="Reduce"/>, whose body has one output that is never stored, or several times
/// <see cref="Fold{TIn, TOut}(int, Shape, Reduction, bool, string, string)"/> and <see cref="RunFolds()"/>. It lies on the stack, where drivers take its address for other threads; only a chain keeps copies elsewhere.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public partial struct LoopNest
{
    internal LoopArgs Args;
    internal OperandSlots HostData;
    private OperandSlots _arrays;
    private ElementSizes _sizes;
    private ScalarKinds _scalarKinds;
    private readonly LoopKernel _kernel;
    private readonly Shape _shape;
    private readonly int _size;
    private Device? _device;
    private int _operands;
    private int _outputs;
    private int _scalars;
    private bool _strided;
    private bool _placed;
    private bool _regions;
    private bool _readsOutputs;
    private List<Placement>? _placements;
    private List<Storage>? _refused;
    private PendingProduct? _product;
    private int _productOperand;
    private List<NestFold>? _folds;
    private List<NestRegion>? _cut;

    /// <summary>Starts a nest of <paramref name="kernel"/> over <paramref name="shape"/>.</summary>
    /// <exception cref="ShapeException">There are more elements than an array can hold.</exception>
    public LoopNest(LoopKernel kernel, Shape shape)
    {
        // The slots up to the counts below are written before they are read: clearing 700 bytes would cost as much as the rest of a call.
        Unsafe.SkipInit(out this);
        Args.Aligns = false;
        Args.Streams = false;
        _kernel = kernel;
        _shape = shape;
        _device = null;
        _operands = 0;
        _outputs = 0;
        _scalars = 0;
        _strided = false;
        _placed = false;
        _regions = false;
        _readsOutputs = false;
        _placements = null;
        _refused = null;
        _product = null;
        _productOperand = -1;
        _folds = null;
        IsChained = false;
        _cut = null;
        Args.FurtherRows = 0;
        long size = 1;
        // Clamped, so that a later extent of 0 still makes an empty nest.
        foreach (var d in shape.Dims) size = Math.Min(size * d, int.MaxValue + 1L);
        if (size > int.MaxValue) TooLarge(kernel, shape);
        _size = (int)size;
    }

    /// <summary>The kernel, whose name tells other devices which of theirs to run.</summary>
    internal readonly LoopKernel Kernel => _kernel;

    internal readonly Shape Shape => _shape;

    /// <summary>The number of elements of the nest.</summary>
    internal readonly int Size => _size;

    /// <summary>Where the operands live; the CPU if there are none.</summary>
    internal readonly Device Device => _device ?? Device.Cpu;

    /// <summary>Inputs and outputs together, inputs first.</summary>
    internal readonly int OperandCount => _operands;

    internal readonly int OutputCount => _outputs;

    internal readonly int InputCount => _operands - _outputs;

    internal readonly int ScalarCount => _scalars;

    /// <summary>The product that is computed along with the nest, if there is one; its place among the operands holds no array.</summary>
    internal readonly PendingProduct? Product => _product;

    internal readonly int ProductOperand => _productOperand;

    /// <summary>The nanoseconds that one thread takes.</summary>
    internal readonly double ExpectedTime
    {
        get
        {
            var bytes = 0;
            for (var k = 0; k < _operands; k++) bytes += _sizes[k];
            return _kernel.Time(_size, bytes);
        }
    }

    /// <summary>Whether some input is neither contiguous over the nest's shape nor a single element.</summary>
    internal readonly bool IsStrided => _strided;

    /// <summary>Whether some output lies in a region of an array that existed before.</summary>
    internal readonly bool IsPlaced => _placed;

    /// <summary>Whether such a region is also read, each element for itself: then none may be computed twice.</summary>
    internal readonly bool ReadsOutputs => _readsOutputs;

    /// <summary>Whether it waits in a chain: others will read the results soon.</summary>
    internal bool IsChained { get; set; }

    /// <summary>Whether all operands are contiguous or a single element, though some output lies where an input does.</summary>
    internal readonly bool IsDenseInPlace => _placed && !_regions && !_strided;

    internal readonly NestOperand Operand(int k) => new(Array(k), _shape, k >= InputCount);

    /// <summary>Bytes in an element of operand <paramref name="k"/>.</summary>
    internal readonly int ElementSize(int k) => _sizes[k];

    internal readonly INestArray Array(int k) => (INestArray)_arrays[k]!;

    /// <summary>The bits of scalar argument <paramref name="k"/>, in the low bytes.</summary>
    internal readonly unsafe long ScalarBits(int k) => Args.Scalars[k];

    internal readonly Type ScalarType(int k) => _scalarKinds[k] switch
    {
        ScalarKind.Single => typeof(float),
        ScalarKind.Double => typeof(double),
        ScalarKind.Int32 => typeof(int),
        ScalarKind.Int64 => typeof(long),
        ScalarKind.Byte => typeof(byte),
        ScalarKind.Boolean => typeof(bool),
        _ => typeof(void),
    };

    /// <summary>Adds an input, which broadcasts to the nest's shape.</summary>
    /// <exception cref="InvalidOperationException">The operands live on different devices.</exception>
    public unsafe void In<T>(NDArray<T> x)
    {
        var storage = x.Storage;
        var k = Add<T>(x, storage.HostData);
        if (storage.HostData is not { } data)
        {
            storage.ThrowIfReleased();
            UseDevice(storage.Device);
            return;
        }
        if (_device is null) _device = Device.Cpu;
        else if (!ReferenceEquals(_device, Device.Cpu)) throw Device.Mixed(_kernel.Name, _device, Device.Cpu);
        Args.Addresses[k] = (long)x.Offset * Unsafe.SizeOf<T>();
        if (x.StridesOrNull is null && x.Shape.Equals(_shape))
        {
            if ((uint)x.Offset > (uint)data.Length || data.Length - x.Offset < _size) throw OutOfBuffer(k);
            Args.Steps[k] = -1;
        }
        else if (x.Size == 1)
        {
            if ((uint)x.Offset >= (uint)data.Length || x.Rank > _shape.Rank) throw OutOfBuffer(k);
            Args.Steps[k] = 0;
        }
        else
        {
            _strided = true;
        }
    }

    /// <summary>Adds a matrix product: computed along with the nest if that is over the product's shape, else before it.</summary>
    public void In<T>(PendingProduct<T> product)
    {
        if (_product is not null || (_device is not null && !ReferenceEquals(_device, Device.Cpu)) || !product.Feeds(_shape))
        {
            In(product.Compute());
            return;
        }
        Join();
        _device = Device.Cpu;
        _product = product;
        _productOperand = Add<T>(product, data: null);
        SetOutput(_productOperand);
    }

    /// <summary>Adds a scalar argument.</summary>
    public unsafe void Scalar<T>(T value) where T : unmanaged
    {
        var k = _scalars;
        if (k >= LoopArgs.MaxScalars) throw TooMany("scalar arguments", LoopArgs.MaxScalars);
        if (sizeof(T) > sizeof(long)) throw new ArgumentException($"{_kernel.Name}: a scalar argument of {sizeof(T)} bytes does not fit.", nameof(value));
        long bits = 0;
        *(T*)&bits = value;
        Args.Scalars[k] = bits;
        _scalarKinds[k] = ScalarKinds.Of<T>();
        _scalars = k + 1;
    }

    /// <summary>Adds a result of the nest's shape, on the device of the inputs.</summary>
    public NDArray<T> Out<T>()
    {
        var device = Device;
        Storage<T> storage = ReferenceEquals(device, Device.Cpu) ? HostMemory.Allocate<T>(_size) : device.Allocate<T>(_size);
        var result = new NDArray<T>(storage, _shape);
        var k = Add<T>(result, storage.HostData);
        _outputs++;
        SetOutput(k);
        return result;
    }

    /// <summary>Adds a result that takes the buffer of an input which the calling method made, or was given (<see cref="Donations.Take"/>), and does not use
    /// again: if that lies as the result will, and every input in it is read element for element. Otherwise the result has a buffer of its own, and the input's
    /// goes back when the nest has run. All inputs were added before.</summary>
    public NDArray<T> Out<T>(NDArray<T> spare)
    {
        if (!CanTake(spare))
        {
            // A device may still be at work with its buffers.
            if (spare.Storage is HostStorage<T>) (_refused ??= []).Add(spare.Storage);
            return Out<T>();
        }
        SetOutput(Add<T>(spare, spare.Storage.HostData));
        _outputs++;
        _placed = true;
        _readsOutputs = true;
        return spare;
    }

    // A product's rows are not done yet when the first results are written, over what may be its operands.
    private readonly bool CanTake<T>(NDArray<T> spare)
    {
        if (!ReferenceEquals(Device, Device.Cpu) || _product is not null || !spare.Shape.Equals(_shape) || !InPlace.CanWrite(spare) || !InPlace.IsWhole(spare)) return false;
        for (var k = 0; k < InputCount; k++)
            if (SameElements(k, spare) is false) return false;
        return true;
    }

    /// <summary>Adds a result that replaces a region: of the array itself if <see cref="InPlace"/> gave the region, else of a copy. All inputs were
    /// added before.</summary>
    /// <exception cref="ShapeException">The nest's shape does not broadcast to the region.</exception>
    public void Into<T>(ArrayRegion<T> region)
    {
        _placements ??= [];
        if (!ReferenceEquals(Device, Device.Cpu) || region.Array.Storage is not HostStorage<T>)
        {
            _placements.Add(new DeferredPlacement<T>(region, Out<T>()));
            return;
        }
        region = region.Owned();
        if (region.Shape.Equals(_shape))
        {
            var view = region.Get();
            bool overlaps = false, same = false;
            for (var k = 0; k < InputCount; k++)
            {
                if (SameElements(k, view) is not { } elementwise) continue;
                same |= elementwise;
                overlaps |= !elementwise;
            }
            if (!overlaps)
            {
                SetOutput(Add<T>(view, view.Storage.HostData));
                _outputs++;
                _placed = true;
                _regions = true;
                _readsOutputs |= same;
                _placements.Add(new DirectPlacement(region.Array));
                return;
            }
        }
        else
        {
            RegionUpdate.Check(region.Array.Shape, region.Shape, _shape, nameof(ArrayRegion<>.Set));
        }
        _placements.Add(new DeferredPlacement<T>(region, Out<T>()));
    }

    /// <summary>The array that the <paramref name="k"/>-th call of <see cref="Into{T}(ArrayRegion{T})"/> updated; after <see cref="Run()"/>.</summary>
    public readonly NDArray<T> Updated<T>(int k) => (NDArray<T>)_placements![k].Result;

    /// <summary>Runs the kernel; every element of every result is written.</summary>
    public void Run()
    {
        KernelCounters.Launched();
        if (_device is not null && !ReferenceEquals(_device, Device.Cpu))
        {
            _device.Run(ref this);
        }
        else
        {
            // Not before: what fails until here leaves the arrays as they are that a user gave up.
            if (_placed)
                for (var k = InputCount; k < _operands; k++) Array(k).Storage.Own();
            if (_cut is null) ElementwiseDriver.Run(ref this);
            else RunRegions();
            KeepAlive();
        }
        if (_placements is not null)
            foreach (var placement in _placements) placement.Finish();
        if (_refused is not null)
            foreach (var storage in _refused) storage.Release();
    }

    /// <summary>Runs the kernel and folds its one output, of type <typeparamref name="TIn"/>, over <paramref name="axes"/> of the nest's shape.</summary>
    /// <param name="reduction">What to fold with.</param>
    /// <param name="axes">The axes that are folded.</param>
    /// <param name="keepDims">Whether they stay, with extent 1.</param>
    /// <param name="ddof">What <see cref="Reduction.Var"/> subtracts from the count.</param>
    /// <param name="expression">What the user wrote, for messages.</param>
    /// <param name="location">File and line, for messages.</param>
    /// <param name="rows">A body that computes and folds whole rows, if there is one; its operands are the nest's inputs and the result.</param>
    /// <exception cref="ShapeException">An axis does not exist or is given twice, or there are no elements and the reduction has no identity.</exception>
    public NDArray<TOut> Reduce<TIn, TOut>(Reduction reduction, Axes axes, bool keepDims, int ddof = 0, string expression = "", string location = "", RowKernel? rows = null)
    {
        var spec = ReductionSpec.Create(reduction, _shape, axes, keepDims, ddof, expression, location);
        return (rows is not null && _size >= WorthRows ? FoldRows<TIn, TOut>(rows, spec, axes) : null) ?? Fold<TIn, TOut>(spec);
    }

    internal NDArray<TOut> Fold<TIn, TOut>(in ReductionSpec spec)
    {
        KernelCounters.Launched();
        Join();
        var result = Device.Reduce<TIn, TOut>(ref this, spec);
        KeepAlive();
        return result;
    }

    /// <summary>Adds a fold of all elements of one of the kernel's outputs, of type <typeparamref name="TIn"/>; then <see cref="RunFolds()"/> runs all
    /// of them, in one pass where they have the nest's shape.</summary>
    /// <param name="output">Which of the kernel's outputs. The first fold of each comes in their order.</param>
    /// <param name="shape">The output's own shape, which broadcasts to the nest's.</param>
    /// <param name="reduction">What to fold with.</param>
    /// <param name="keepDims">Whether the axes stay, with extent 1.</param>
    /// <param name="expression">What the user wrote, for messages.</param>
    /// <param name="location">File and line, for messages.</param>
    /// <exception cref="ShapeException">There are no elements and the reduction has no identity.</exception>
    public void Fold<TIn, TOut>(int output, Shape shape, Reduction reduction, bool keepDims, string expression = "", string location = "")
    {
        (_folds ??= []).Add(new NestFold<TIn, TOut>(ReductionSpec.Create(reduction, shape, default, keepDims, 0, expression, location), output));
    }

    /// <summary>Runs the kernel and the folds; its outputs are not stored, unless there are few elements or they are on a device.</summary>
    public void RunFolds()
    {
        NestFold[] folds = [.. _folds ?? []];
        Join();
        var isOwn = false;
        List<Shape>? others = null;
        foreach (var fold in folds)
        {
            var shape = fold.Spec.Source;
            if (shape.Equals(_shape)) isOwn = true;
            else if (others?.Contains(shape) != true) (others ??= []).Add(shape);
        }
        if (isOwn) RunFolds(folds);
        if (others is null) return;
        foreach (var shape in others)
        {
            var nest = new LoopNest(_kernel, shape);
            for (var k = 0; k < _operands; k++) ((INestArray)_arrays[k]!).AddTo(ref nest);
            for (var k = 0; k < _scalars; k++) nest.Scalar(this, k);
            nest.RunFolds(folds);
        }
    }

    /// <summary>The result of the <paramref name="k"/>-th fold; after <see cref="RunFolds()"/>.</summary>
    public readonly NDArray<T> Folded<T>(int k) => (NDArray<T>)_folds![k].Result;

    private unsafe void Scalar(in LoopNest from, int k)
    {
        Args.Scalars[k] = from.Args.Scalars[k];
        _scalarKinds[k] = from._scalarKinds[k];
        _scalars = k + 1;
    }

    // Of those that have this nest's shape.
    private void RunFolds(NestFold[] folds)
    {
        if (ReferenceEquals(Device, Device.Cpu) && FoldDriver.Takes(ref this))
        {
            KernelCounters.Launched();
            FoldDriver.Run(ref this, folds);
            KeepAlive();
            return;
        }
        var outputs = new List<object>();
        foreach (var fold in folds)
            if (fold.Output == outputs.Count) outputs.Add(fold.AddOutput(ref this));
        Run();
        foreach (var fold in folds)
            if (fold.Spec.Source.Equals(_shape)) fold.Reduce(outputs[fold.Output]);
    }

    /// <summary>Until here the operands' buffers must not return to the pool, however dead the caller's variables are.</summary>
    private readonly void KeepAlive()
    {
        for (var k = 0; k < _operands; k++) GC.KeepAlive(_arrays[k]);
    }

    private int Add<T>(object array, object? data)
    {
        var k = _operands;
        if (k >= LoopArgs.MaxOperands) throw TooMany("operands", LoopArgs.MaxOperands);
        _arrays[k] = array;
        HostData[k] = data;
        _sizes[k] = (byte)Unsafe.SizeOf<T>();
        _operands = k + 1;
        return k;
    }

    // Contiguous over the nest.
    private unsafe void SetOutput(int k)
    {
        Args.Addresses[k] = 0;
        Args.Steps[k] = -1;
    }

    private void UseDevice(Device device)
    {
        if (_device is not null && !ReferenceEquals(_device, device)) throw Device.Mixed(_kernel.Name, _device, device);
        _device = device;
    }

    [DoesNotReturn]
    private static void TooLarge(LoopKernel kernel, Shape shape) =>
        throw new ShapeException($"{kernel.Name}: shape {shape} has more than {int.MaxValue} elements.");

    private readonly InvalidOperationException TooMany(string what, int limit) => new($"{_kernel.Name}: more than {limit} {what}.");

    private readonly InvalidOperationException OutOfBuffer(int k) =>
        new($"{_kernel.Name}: operand {k} of shape {Array(k).Shape} reaches outside of its buffer of {Array(k).Storage.Length} elements.");
}

/// <summary>One reference for each operand of a nest.</summary>
[InlineArray(LoopArgs.MaxOperands)]
internal struct OperandSlots
{
    private object? _first;
}

/// <summary>Bytes in an element of each operand of a nest.</summary>
[InlineArray(LoopArgs.MaxOperands)]
internal struct ElementSizes
{
    private byte _first;
}

internal enum ScalarKind : byte
{
    Other,
    Single,
    Double,
    Int32,
    Int64,
    Byte,
    Boolean,
}

/// <summary>The type of each scalar argument of a nest.</summary>
[InlineArray(LoopArgs.MaxScalars)]
internal struct ScalarKinds
{
    private ScalarKind _first;

    public static ScalarKind Of<T>() =>
        typeof(T) == typeof(float) ? ScalarKind.Single
        : typeof(T) == typeof(double) ? ScalarKind.Double
        : typeof(T) == typeof(int) ? ScalarKind.Int32
        : typeof(T) == typeof(long) ? ScalarKind.Int64
        : typeof(T) == typeof(byte) ? ScalarKind.Byte
        : typeof(T) == typeof(bool) ? ScalarKind.Boolean
        : ScalarKind.Other;
}
