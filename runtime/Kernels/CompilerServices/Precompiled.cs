namespace Kernels.CompilerServices;

/// <summary>What ReadyToRun compiles ahead of generic methods that mostly programs call: it compiles an instance only in the assembly that has the method, and there
/// only what other code of that assembly uses. Never called, and trimmed away elsewhere.</summary>
internal static class Precompiled
{
    internal static void Instances()
    {
        Of<float>();
        Of<double>();
        Of<int>();
        Of<long>();
        Of<byte>();
        Of<bool>();
    }

    private static void Of<T>()
    {
        var x = NDArray.FromArray(NDArray.Zeros<T>(1).AsSpan().ToArray());
        var nest = new LoopNest(new LoopKernel("", 1, static (ref args, _) => args.At<T>(0)), NDArray.Ones<T>(x.Shape).Shape);
        nest.In(x);
        nest.In(NDArray.Full(x.Shape, x.Item()));
        var result = nest.Out<T>();
        nest.Run();
        _ = result.ToArray();
        _ = result.ToString();
        result.Delete();
    }
}
