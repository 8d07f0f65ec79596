namespace Kernels.Simd;

/// <summary>Marks the part of a class that is written for <c>Vector256</c>: the generator prints it again for <c>Vector512</c> and
/// <c>Vector128</c>, with <c>Vector256</c> and <c>Lanes256</c> exchanged. An alias whose name ends in <c>h</c> is the half width,
/// of at least 128 bits. Each part of a partial class is marked for itself.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal sealed class PerWidthAttribute : Attribute;
