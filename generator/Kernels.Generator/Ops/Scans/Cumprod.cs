namespace Kernels.Generator.Ops;

/// <summary>The running products.</summary>
internal sealed class Cumprod() : ScanOp("cumprod", "Cumprod");
