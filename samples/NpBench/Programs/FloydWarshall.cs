using Kernels;
using static Kernels.NDArray;

namespace NpBench;

/// <summary>The shortest paths between all pairs of nodes of a graph.</summary>
internal static partial class FloydWarshall
{
    public static NpProgram Program { get; } = new("floyd_warshall", 0, s =>
    {
        // Distances from 1 to 7, and many pairs (999) with no edge.
        var n = s.Int("N");
        var path = Inputs.Make([n, n], i => i / n == i % n ? 0 : (i / n + i % n) % 13 == 0 || (i / n + i % n) % 7 == 0 || (i / n + i % n) % 11 == 0 ? 999 : i / n * (i % n) % 7 + 1);
        return () => [Output.Of("path", ShortestPaths(path))];
    });

    [Jit]
    public static NDArray<int> ShortestPaths(NDArray<int> path)
    {
        for (var k = 0; k < path.Shape[0]; k++)
            path = Minimum(path, path[.., k, NewAxis] + path[k]);
        return path;
    }
}
