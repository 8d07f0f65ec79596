namespace Kernels.Generator.Ops;

/// <summary>The largest element so far.</summary>
internal sealed class Cummax() : ScanOp("cummax", "Cummax");
