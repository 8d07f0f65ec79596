using System.ComponentModel;

namespace Kernels.CompilerServices;

/// <summary>Ties a public function or operator to the op of this name in the generator's table.</summary>
/// <remarks>On a partial method the generator implements it, one kernel for each dtype that satisfies the constraints; on any other
/// member it tells the generator's frontend which op a call stands for. Array parameters are operands, in order; others are
/// the op's attributes of the same name.</remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class OpAttribute(string name) : Attribute
{
    /// <summary>The op's name in the IR.</summary>
    public string Name { get; } = name;
}

/// <summary>The IR of a companion, in text, so that other assemblies can inline, batch and emit it without its source.</summary>
/// <remarks>On the assembly for what others cannot call, but may run through what they can: reference assemblies have no such methods.</remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class KernelIrAttribute(int version, string text) : Attribute
{
    /// <summary>The version of the IR's text format.</summary>
    public int Version { get; } = version;

    /// <summary>The IR.</summary>
    public string Text { get; } = text;
}

/// <summary>Lists the kernels that an assembly ships: an entry is <c>Namespace.Type.Method</c>.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class KernelLibraryAttribute(params string[] kernels) : Attribute
{
    /// <summary>The kernels' names.</summary>
    public string[] Kernels { get; } = kernels;
}

/// <summary>The schedule of a companion, in text, for <see cref="Kernel.Explain{TDelegate}"/>.</summary>
/// <param name="original">The name of the method that it is compiled from.</param>
/// <param name="kernel">The function's name in the IR.</param>
/// <param name="text">The steps, and a summary in the last line.</param>
/// <param name="types">Of a generic method, the type arguments that the plan is for.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class KernelPlanAttribute(string original, string kernel, string text, params Type[] types) : Attribute
{
    /// <summary>The name of the method that it is compiled from.</summary>
    public string Original { get; } = original;

    /// <summary>The function's name in the IR.</summary>
    public string Kernel { get; } = kernel;

    /// <summary>The steps, and a summary in the last line.</summary>
    public string Text { get; } = text;

    /// <summary>Of a generic method, the type arguments that the plan is for.</summary>
    public Type[] Types { get; } = types;
}
