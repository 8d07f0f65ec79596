using Kernels.Generator.Schedule;

namespace Kernels.Generator.Emit;

/// <summary>One host method to print, with the plan that it follows.</summary>
/// <param name="Header">Everything before its body: attributes on lines of their own, modifiers, signature.</param>
/// <param name="Summary">Its XML summary, or empty.</param>
/// <param name="ClassPrefix">The classes of its kernels begin with it.</param>
/// <param name="KernelName">Its kernels' names begin with it.</param>
/// <param name="Parameters">How the method knows the function's parameters.</param>
/// <param name="Reserved">Identifiers that its locals must not take.</param>
/// <param name="Plan">What it does.</param>
internal sealed record HostMethod(string Header, string Summary, string ClassPrefix, string KernelName, EquatableArray<HostParameter> Parameters, EquatableArray<string> Reserved, Plan Plan)
{
    /// <summary>What it returns as C#, with <c>$k</c> for result k.</summary>
    public string Result { get; init; } = "$0";

    /// <summary>Statements before all else, which leave to the user's own body what the kernel does not know.</summary>
    public EquatableArray<string> Otherwise { get; init; }
}
