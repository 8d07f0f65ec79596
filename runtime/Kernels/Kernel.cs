namespace Kernels;

/// <summary>Transforms functions over arrays: the spelling for lambdas, method groups and composition.</summary>
/// <remarks>The transforms are carried out while the project builds. Their argument is a lambda that captures no variables, a method group,
/// another call of this class, or a <c>readonly</c> field or a local assigned once that holds one of these; axes are constants.</remarks>
public static partial class Kernel
{
    /// <summary>Compiles a function into fused kernels.</summary>
    /// <param name="f">The function. If it cannot be compiled, it is returned as it is, and a diagnostic says so.</param>
    /// <typeparam name="TDelegate">Its type, inferred from a lambda with typed parameters, or from a method without overloads.</typeparam>
    /// <returns>The compiled function: the same one each time.</returns>
    public static TDelegate Jit<TDelegate>(TDelegate f) where TDelegate : Delegate
    {
        ArgumentNullException.ThrowIfNull(f);
        return f;
    }

    /// <summary>Maps a function of arrays over an axis of its arguments.</summary>
    /// <param name="f">The function.</param>
    /// <param name="inAxes">The mapped axis of each parameter, in order; -1 for one that is shared by all. By default 0 for each.</param>
    /// <param name="outAxes">The position of the new axis in each result. By default 0.</param>
    /// <typeparam name="TDelegate">The type of both functions: mapped arrays have one axis more.</typeparam>
    /// <exception cref="InvalidOperationException">The call was not compiled.</exception>
    public static TDelegate Vmap<TDelegate>(TDelegate f, int[]? inAxes = null, int[]? outAxes = null) where TDelegate : Delegate => throw NotCompiled(nameof(Vmap));

    /// <summary>Maps a function of a scalar over an array.</summary>
    /// <inheritdoc cref="Vmap{TDelegate}(TDelegate, int[], int[])"/>
    public static Func<NDArray<T1>, NDArray<TResult>> Vmap<T1, TResult>(Func<T1, TResult> f, int[]? inAxes = null, int[]? outAxes = null)
        where T1 : unmanaged where TResult : unmanaged => throw NotCompiled(nameof(Vmap));

    /// <summary>Maps a function of two scalars over arrays.</summary>
    /// <inheritdoc cref="Vmap{TDelegate}(TDelegate, int[], int[])"/>
    public static Func<NDArray<T1>, NDArray<T2>, NDArray<TResult>> Vmap<T1, T2, TResult>(Func<T1, T2, TResult> f, int[]? inAxes = null, int[]? outAxes = null)
        where T1 : unmanaged where T2 : unmanaged where TResult : unmanaged => throw NotCompiled(nameof(Vmap));

    /// <summary>Maps a function of three scalars over arrays.</summary>
    /// <inheritdoc cref="Vmap{TDelegate}(TDelegate, int[], int[])"/>
    public static Func<NDArray<T1>, NDArray<T2>, NDArray<T3>, NDArray<TResult>> Vmap<T1, T2, T3, TResult>(
        Func<T1, T2, T3, TResult> f, int[]? inAxes = null, int[]? outAxes = null)
        where T1 : unmanaged where T2 : unmanaged where T3 : unmanaged where TResult : unmanaged => throw NotCompiled(nameof(Vmap));

    /// <summary>Maps a function of four scalars over arrays.</summary>
    /// <inheritdoc cref="Vmap{TDelegate}(TDelegate, int[], int[])"/>
    public static Func<NDArray<T1>, NDArray<T2>, NDArray<T3>, NDArray<T4>, NDArray<TResult>> Vmap<T1, T2, T3, T4, TResult>(
        Func<T1, T2, T3, T4, TResult> f, int[]? inAxes = null, int[]? outAxes = null)
        where T1 : unmanaged where T2 : unmanaged where T3 : unmanaged where T4 : unmanaged where TResult : unmanaged => throw NotCompiled(nameof(Vmap));

    private static InvalidOperationException NotCompiled(string name) => new(
        $"Kernel.{name} was not compiled: there is no eager way to do it. Build the project with the Kernels package (and KernelsInterception not false), "
        + "and pass a lambda without captured variables, a method group, another Kernel.* call, or a readonly field or local that holds one; "
        + "the build reports what it cannot compile as KRN2092.");
}
