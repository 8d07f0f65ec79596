using System.Runtime.CompilerServices;
using Kernels.CompilerServices;

namespace Kernels.Drivers.MatrixProduct;

/// <summary>The elementwise loop that takes a product's rows as they are done.</summary>
/// <param name="nest">A nest over the product's shape, which lies where nothing moves.</param>
/// <param name="origins">The addresses of its operands' buffers, pinned.</param>
/// <param name="operand">Which of the inputs is the product.</param>
internal readonly unsafe struct ProductLoop(void* nest, byte** origins, int operand)
{
    /// <summary>Whether there is one.</summary>
    public bool Exists => nest is not null;

    /// <summary>Runs it over rows, of which there is at least a vector of elements.</summary>
    /// <param name="elements">The product's elements of these rows.</param>
    /// <param name="from">The first one's index in the product.</param>
    /// <param name="to">The end.</param>
    public void Run(byte* elements, long from, long to) => ElementwiseDriver.Part(ref Unsafe.AsRef<LoopNest>(nest), origins, operand, elements, from, to);
}
