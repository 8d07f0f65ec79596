namespace Kernels;

/// <summary>Compiles the method over <see cref="NDArray{T}"/> into fused kernels while the project builds, and sends its calls there.</summary>
/// <remarks>The containing type must be <c>partial</c>: the companion <c>{Name}Jit</c> is emitted into it.
/// The body stays the reference semantics; what cannot be compiled keeps it and is diagnosed at the expression.</remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class JitAttribute : Attribute
{
    /// <summary>Permits reassociation and contraction: faster, and no longer bit for bit what the body gives.</summary>
    public bool FastMath { get; set; }
}

/// <summary>Gives an argument up to the kernel, which may then write its result into the argument's memory: the parameter of a <c>[Jit]</c> or <c>[Vmap]</c>
/// method over arrays, for a loop such as <c>x = Step(x, dt)</c>. After JAX's <c>donate_argnums</c>.</summary>
/// <remarks>
/// <para>After the call the argument is deleted, and with it every array that shares its elements: reading one throws
/// <see cref="ObjectDisposedException"/>, as after <see cref="NDArray{T}.Delete"/>. Results are not, whatever they share. Updates by <c>x.At[...]</c> write
/// into the array itself; an elementwise loop after which the array is not used any more puts a result of its shape and type there; otherwise the
/// memory goes back as soon as the kernel is done with it.</para>
/// <para>The values of results are the same with and without. What can't be taken is copied where it would be written: an array on a device, one with gaps or that is
/// part of a larger one, one of which somebody has a span, or one whose elements are another argument's too.</para>
/// <para>If the kernel throws before it has written into the array or given it back, the argument is as it was; afterwards it is deleted.</para>
/// <para>It is a permission, not an obligation. The method's own body ignores it, and so does a call that runs the body because it isn't sent to
/// the kernel (KRN2090, KRN1007), and a kernel that calls the method: there the argument stays. No program may rely on either.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DonateAttribute : Attribute
{
}

/// <summary>Maps the method over a leading axis of its arguments: a scalar method gains an overload of the same name over
/// arrays, an array method gains <c>{Name}Batch</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class VmapAttribute : Attribute
{
    /// <summary>The name of the emitted method; by default as the summary says.</summary>
    public string? Name { get; set; }

    /// <summary>The mapped axis of each parameter, in order; -1 for one that is shared by all. By default 0 for each.</summary>
    public int[]? InAxes { get; set; }

    /// <summary>The position of the new axis in each result. By default 0.</summary>
    public int[]? OutAxes { get; set; }

    /// <summary>Names of parameters that are shared, not mapped: <c>Shared = [nameof(delta)]</c>.</summary>
    public string[]? Shared { get; set; }
}
