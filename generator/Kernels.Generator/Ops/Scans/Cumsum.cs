namespace Kernels.Generator.Ops;

/// <summary>The running sums.</summary>
internal sealed class Cumsum() : ScanOp("cumsum", "Cumsum");
