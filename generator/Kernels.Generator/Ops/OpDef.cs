using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>An operation of the IR: its type rule, and how it becomes C# in each place where it can stand.</summary>
internal abstract class OpDef(string name)
{
    /// <summary>The name in the IR's text and in <c>[Op]</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The fewest and the most operands.</summary>
    public virtual (int Min, int Max) OperandCount => (1, int.MaxValue);

    /// <summary>The attributes without which it means nothing.</summary>
    public virtual ImmutableArray<string> RequiredAttributes => [];

    /// <summary>The type of the one result.</summary>
    /// <exception cref="IrException">The operands do not fit the op; the message is meant for the user.</exception>
    public abstract IrType InferType(ImmutableArray<Value> operands, Attributes attributes);

    /// <summary>Whether evaluating it where the program would not have can raise an error: integer division.</summary>
    public virtual bool CanThrow(DType dtype) => false;

    /// <summary>Whether it does something besides giving its result: it is never left out, and keeps its place among all such nodes.</summary>
    public virtual bool HasEffect => false;

    /// <summary>Where the result lies, if it is an array.</summary>
    public virtual ResultBuffer Buffer => ResultBuffer.Unknown;

    /// <summary>Whether the result always lies in an operand's buffer, so that no element is read to make it.</summary>
    public virtual bool IsView => false;

    /// <summary>Whether an operand's elements are read, not only its shape.</summary>
    public virtual bool ReadsElements(int operand) => true;

    /// <summary>The same operation over operands with a new leading axis.</summary>
    /// <param name="batch">What is being built, and which operands are mapped.</param>
    /// <param name="node">The node in terms of one example.</param>
    /// <param name="operands">Its operands, mapped ones with the leading axis.</param>
    public virtual Value Batch(Transforms.BatchContext batch, Node node, ImmutableArray<Value> operands) =>
        throw new IrException($"'{Name}' cannot be mapped over a batch yet");
}

/// <summary>Where an op's result lies: what decides whether its buffer may be overwritten.</summary>
internal enum ResultBuffer
{
    /// <summary>Perhaps in an operand's buffer, perhaps in one that others see.</summary>
    Unknown,

    /// <summary>In the buffer of an operand, or in one of its own.</summary>
    View,

    /// <summary>Always in one of its own.</summary>
    Fresh,
}

/// <summary>An IR rule that the user's program breaks; becomes a diagnostic at the user's expression.</summary>
internal sealed class IrException(string message) : Exception(message);
