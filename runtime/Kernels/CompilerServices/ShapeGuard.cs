using System.ComponentModel;

namespace Kernels.CompilerServices;

/// <summary>Checks that generated code makes before it touches memory. Errors name the expression, the shapes and the source line.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ShapeGuard
{
    /// <summary>The shape that two operands broadcast to.</summary>
    /// <param name="left">The left operand's shape.</param>
    /// <param name="right">The right operand's shape.</param>
    /// <param name="expression">What the user wrote: <c>x + y</c>.</param>
    /// <param name="location">File and line: <c>Model.cs:12</c>; empty for an eager call.</param>
    /// <exception cref="ShapeException">They do not broadcast.</exception>
    public static Shape Broadcast(Shape left, Shape right, string expression, string location) => throw new NotImplementedException();
}
