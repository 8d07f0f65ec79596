namespace Kernels;

/// <summary>A matrix for which a function of <see cref="Linalg"/> has no result, as NumPy's <c>LinAlgError</c>: one that is singular, or not positive definite.
/// The message names the function, the pivot and, in a stack, the matrix.</summary>
/// <remarks>Whether it is thrown depends on elements. Shapes that do not fit are a <see cref="ShapeException"/>, before any element is read.</remarks>
public sealed class LinAlgException : ArithmeticException
{
    /// <summary>An exception without a message.</summary>
    public LinAlgException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public LinAlgException(string message) : base(message)
    {
    }

    /// <summary>An exception with a message and a cause.</summary>
    public LinAlgException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
