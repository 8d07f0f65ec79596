namespace Kernels.Generator.Ops;

/// <summary>The smallest element so far.</summary>
internal sealed class Cummin() : ScanOp("cummin", "Cummin");
