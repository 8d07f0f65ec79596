using System.ComponentModel;

namespace Kernels.CompilerServices;

/// <summary>How many coordinates the points have that a <see cref="RowKernel"/>'s body runs along: a constant of the compiled code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IPoint
{
    /// <summary>The coordinates: elements of a row.</summary>
    static abstract int Coordinates { get; }
}

/// <summary>Of the plane.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Point2 : IPoint
{
    /// <inheritdoc/>
    public static int Coordinates => 2;
}

/// <summary>Of space.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Point3 : IPoint
{
    /// <inheritdoc/>
    public static int Coordinates => 3;
}

/// <summary>Of four coordinates, such as a colour with its opacity.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Point4 : IPoint
{
    /// <inheritdoc/>
    public static int Coordinates => 4;
}

/// <summary>How the planes of an input lie: a constant of the compiled code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IPlane
{
    /// <summary>Whether a plane is one value.</summary>
    static abstract bool IsSame { get; }
}

/// <summary>Planes of one value each, of a point that all others are compared with, say.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SamePlane : IPlane
{
    /// <inheritdoc/>
    public static bool IsSame => true;
}

/// <summary>Planes with a value for each row.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MovingPlane : IPlane
{
    /// <inheritdoc/>
    public static bool IsSame => false;
}
