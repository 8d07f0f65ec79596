using System.ComponentModel;

namespace Kernels.CompilerServices;

/// <summary>Arrays that a caller gave up to a kernel: <see cref="DonateAttribute"/>.</summary>
/// <remarks>
/// <para><see cref="Take"/> stands at the kernel's beginning. What it gives is the method's own: it may be updated by <see cref="InPlace"/>, given to
/// <see cref="LoopNest.Out{T}(NDArray{T})"/> and released. The buffer moves from the caller's array, which is deleted by that, with the first of these:
/// an exception before leaves the array as it was. <see cref="End"/> stands at the kernel's end, and deletes the array in any case.</para>
/// <para>What can't be taken (an array on a device, one of which a user has a span or which is another argument too) is read where it lies; the runtime copies
/// where it would write.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Donations
{
    /// <summary>The array, as one that the calling method made.</summary>
    /// <param name="x">The argument.</param>
    /// <param name="others">All other arrays from outside: arguments and fields. One that lies in the same buffer keeps it from being written.</param>
    /// <exception cref="ObjectDisposedException">The array was deleted before.</exception>
    public static NDArray<T> Take<T>(NDArray<T> x, params ReadOnlySpan<object?> others)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Storage is not HostStorage<T> source)
        {
            x.Storage.ThrowIfReleased();
            return x;
        }
        var isShared = false;
        foreach (var other in others) isShared |= IsIn(other, source);
        return new NDArray<T>(DonatedStorage<T>.Of(source, isShared), x.Shape, x.StridesOrNull, x.Offset);
    }

    /// <summary>A result that may be an argument as it came, or a view of one: an array that outlives the deletion of what was given up.</summary>
    /// <param name="result">The result.</param>
    /// <param name="taken">What <see cref="Take"/> gave.</param>
    public static NDArray<T> Keep<T>(NDArray<T> result, NDArray<T> taken)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(taken);
        if (taken.Storage is not DonatedStorage<T> donated)
            // On a device; what is deleted there is the buffer.
            return ReferenceEquals(result.Storage, taken.Storage) ? InPlace.Copy(result) : result;
        return result.Storage is HostStorage<T> host && donated.IsFrom(host)
            ? new NDArray<T>(DonatedStorage<T>.Beside(host), result.Shape, result.StridesOrNull, result.Offset)
            : result;
    }

    /// <summary>Deletes the caller's array. The buffer is that of a result that lies in it, else it goes back.</summary>
    /// <param name="taken">What <see cref="Take"/> gave.</param>
    /// <param name="results">The method's results, after <see cref="Keep"/>.</param>
    public static void End<T>(NDArray<T> taken, params ReadOnlySpan<object?> results)
    {
        ArgumentNullException.ThrowIfNull(taken);
        if (taken.Storage is not DonatedStorage<T> donated)
        {
            taken.Storage.GiveUp();
            return;
        }
        var isResult = false;
        foreach (var result in results) isResult |= IsIn(result, donated);
        if (isResult) donated.Own();
        else donated.Release();
        donated.DeleteSource();
    }

    private static bool IsIn(object? array, Storage storage) => array is INestArray other && ReferenceEquals(other.Storage, storage);
}
