namespace Kernels.Generator.Emit;

/// <summary>How a host method knows a parameter of its function.</summary>
/// <param name="Text">A name, or an expression such as <c>this.w</c>.</param>
/// <param name="IsMade">Whether the expression makes something, so that it is evaluated once, at the method's beginning.</param>
internal sealed record HostParameter(string Text, bool IsMade = false);
