using System.ComponentModel;

namespace Kernels.CompilerServices;

/// <summary>Asks the generator to print, in this assembly, the one-op GPU kernels of the runtime's <c>[Op]</c> functions.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EmitOpsAttribute : Attribute;
