using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text;
using Kernels.CompilerServices;

namespace Kernels;

public static partial class Kernel
{
    /// <summary>Tells how a kernel was compiled: its IR, and its schedule with the reasons why loops fused or did not.</summary>
    /// <param name="f">A method with <c>[Jit]</c> or <c>[Vmap]</c>, what is generated from it, or what <see cref="Jit{TDelegate}"/> returned.</param>
    /// <typeparam name="TDelegate">Its type, inferred from a method without overloads.</typeparam>
    /// <returns>The function's name, its IR, the steps of its host method, and in the last line how many loops, row nests, reductions
    /// and temporary arrays there are: <c>1 loop, 0 row nests, 0 reductions, 0 temporaries</c>.</returns>
    /// <exception cref="ArgumentException">The method has no kernel: it has no such attribute, could not be compiled, or its kernel was trimmed away.</exception>
    public static string Explain<TDelegate>(TDelegate f) where TDelegate : Delegate
    {
        ArgumentNullException.ThrowIfNull(f);
        var method = f.Method;
        var companion = method.IsDefined(typeof(KernelPlanAttribute)) ? method : CompanionOf(method);
        var plans = companion?.GetCustomAttributes<KernelPlanAttribute>().Where(p => p.Types.Length == 0 || p.Types.SequenceEqual(method.GetGenericArguments())).ToList();
        if (companion is null || plans is not [var plan, ..])
        {
            throw new ArgumentException($"Kernel.Explain: '{method.DeclaringType?.FullName}.{method.Name}' has no kernel. Pass a method with [Jit] or [Vmap], or what Kernel.Jit returned; "
                + "if it is one, the build reports why it could not be compiled.", nameof(f));
        }

        // What others cannot call has its IR on the assembly.
        var ir = companion.GetCustomAttributes<KernelIrAttribute>().Concat(companion.Module.Assembly.GetCustomAttributes<KernelIrAttribute>())
            .FirstOrDefault(i => i.Text.StartsWith($"func @{plan.Kernel}(", StringComparison.Ordinal) || i.Text.StartsWith($"func @\"{plan.Kernel}\"(", StringComparison.Ordinal));
        var text = new StringBuilder();
        text.Append(plan.Kernel).Append("\n\n");
        if (ir is not null) text.Append(ir.Text).Append("\n\n");
        return text.Append(plan.Text).Append('\n').ToString().ReplaceLineEndings();
    }

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "A companion that was trimmed away is not found, and Explain says so.")]
    private static MethodInfo? CompanionOf(MethodInfo method)
    {
        const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var original = method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;
        var parameters = original.GetParameters();
        return method.DeclaringType?.GetMethods(All).FirstOrDefault(m => m.GetCustomAttributes<KernelPlanAttribute>().Any(p => p.Original == method.Name)
            && m.GetGenericArguments().Length == original.GetGenericArguments().Length
            && m.GetParameters() is var own && own.Length == parameters.Length && own.Zip(parameters).All(p => Fits(p.First.ParameterType, p.Second.ParameterType)));
    }

    // The companion's type parameters are others, under the same names; mapped scalars are arrays.
    private static bool Fits(Type own, Type original) => own.ToString() is var text && (text == original.ToString() || text == $"Kernels.NDArray`1[{original}]");
}
