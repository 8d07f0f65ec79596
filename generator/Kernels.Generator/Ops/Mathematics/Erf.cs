using System.Collections.Immutable;
using Kernels.Generator.IR;

namespace Kernels.Generator.Ops;

/// <summary>The error function.</summary>
internal sealed class Erf() : MathOp("erf", "Erf")
{
    // .NET has none for scalars.
    public override string Host(ImmutableArray<DType> dtypes, string[] x, Attributes attributes) => $"global::Kernels.Simd.SpecialFunctions.Erf({x[0]})";
}
