namespace Kernels;

/// <summary>Shapes that do not fit an operation. The message names the operation, the shapes and, in compiled kernels, the source line.</summary>
public sealed class ShapeException : ArgumentException
{
    /// <summary>An exception without a message.</summary>
    public ShapeException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public ShapeException(string message) : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public ShapeException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
