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
