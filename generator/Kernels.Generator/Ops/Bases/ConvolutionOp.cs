using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>A convolution or correlation: operands are what it goes over and the kernel; <c>mode</c> is the number of the runtime's ConvolveMode.</summary>
internal abstract class ConvolutionOp(string name, string method) : HostOp(name, method)
{
    public override (int Min, int Max) OperandCount => (2, 2);

    public override string Call(Node node, string[] x)
    {
        var mode = node.Attributes.Text("mode") is { } number ? $", (global::Kernels.ConvolveMode){number}" : "";
        return $"global::Kernels.NDArray.{Method}({x[0]}, {x[1]}{mode})";
    }
}

/// <summary>The same of images, which may have leading axes: a batch of them with one kernel is a call.</summary>
internal abstract class ImageConvolutionOp(string name, string method) : ConvolutionOp(name, method)
{
    public override Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        batch.IsMapped(node.Operands[1])
            ? EachExample.Of(batch, node, operands)
            : batch.Builder.Add(this, operands, node.Attributes, node.Source, node.Result.Name);
}
