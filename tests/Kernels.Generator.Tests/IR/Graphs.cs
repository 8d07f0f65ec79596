using System.Collections.Immutable;
using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Tests.IR;

/// <summary>Functions built by hand.</summary>
internal static class Graphs
{
    public static Value Array(string? name, DType dtype = DType.F32) => new(new ArrayType(dtype, SymShape.Unknown(name ?? "x")), name);

    public static Value Array(string? name, params Dim[] dims) => new(new ArrayType(DType.F32, new SymShape("", dims.ToEquatableArray())), name);

    public static Value Scalar(string? name, DType dtype) => new(new ScalarType(dtype), name);

    public static Function Of(string name, ImmutableArray<Value> parameters, Func<BlockBuilder, ImmutableArray<Value>> body)
    {
        var builder = new BlockBuilder();
        var results = body(builder);
        return new Function(name, builder.Build(parameters, results));
    }

    public static Block Region(ImmutableArray<Value> arguments, Func<BlockBuilder, ImmutableArray<Value>> body) => Of("", arguments, body).Body;

    public static Attributes With(params (string Name, string Value)[] attributes) =>
        attributes.Aggregate(Attributes.None, (all, a) => all.With(a.Name, a.Value));

    /// <summary>0.5f * x * (1 + tanh(x)), with names and sources.</summary>
    public static Function Gelu()
    {
        var x = Array("x");
        return Of("Model.Gelu", [x], b =>
        {
            var half = b.Constant(DType.F32, "0.5");
            var t = b.Add(OpTable.Multiply, [half, x], source: new Source("0.5f * x", "Model.cs", 12), name: "t");
            var y = b.Add(OpTable.Tanh, [x], name: "t");
            return [b.Add(OpTable.Multiply, [t, b.Add(OpTable.Add, [b.Constant(DType.F32, "1"), y])], source: new Source("all of it", "Model.cs", 13))];
        });
    }

    /// <summary>Softmax-like: two reductions of one array, a product, views: shapes of many kinds.</summary>
    public static Function Shapes()
    {
        var (x, y, m) = (Array("x"), Array("y"), Array("m", new Dim("n", 2, 1), Dim.Known(3), new Dim("k", 1, -1)));
        return Of("Shapes", [x, y, m], b =>
        {
            var rows = b.Add(OpTable.Max, [x], With(("axis", "-1"), ("keepDims", "true")));
            var columns = b.Add(OpTable.Sum, [x], With(("axis", "0,1")));
            var both = b.Add(OpTable.Add, [x, y]);
            var products = Enumerable.Range(0, 12).Select(_ => b.Add(OpTable.MatMul, [both, m])).ToList();
            var all = products.Aggregate((p, q) => b.Add(OpTable.Add, [p, q]));
            var mean = b.Add(OpTable.Mean, [m], With(("axis", "1")));
            return [rows, columns, both, all, mean, b.Add(OpTable.Sum, [all], With(("axis", "0"))), b.Add(OpTable.Sum, [m])];
        });
    }

    /// <summary>An <c>if</c> that calls a loop in one branch, a <c>for</c> and a <c>while</c>.</summary>
    public static Function Regions()
    {
        var (x, c, n) = (Array("x"), Scalar("c", DType.Bool), Scalar("n", DType.I32));
        return Of("Ns.Type.Regions", [x, c, n], b =>
        {
            var (zero, one) = (b.Constant(DType.I32, "0"), b.Constant(DType.I32, "1"));
            var power = For(b, zero, n, one, x);
            var chosen = b.AddRegions(OpTable.If, [c],
                [Region([], inner => [inner.Add(OpTable.Exp, [For(inner, zero, n, one, power)])]), Region([], _ => [x])],
                [new Value(x.Type, "x")], source: new Source("c ? Exp(x) : x", "", 0))[0];
            var (a, k) = (Scalar("k", DType.I32), Scalar("k", DType.I32));
            var count = b.AddRegions(OpTable.While, [zero],
                [Region([a], inner => [inner.Add(OpTable.Less, [a, n]), a]), Region([k], inner => [inner.Add(OpTable.Add, [k, one])])],
                [Scalar("k", DType.I32)]);
            return [chosen, .. count];
        });
    }

    // x times the counter, n times.
    private static Value For(BlockBuilder b, Value first, Value bound, Value step, Value x)
    {
        var (i, carried) = (Scalar("i", DType.I32), new Value(x.Type, x.Name));
        return b.AddRegions(OpTable.For, [first, bound, step, x],
            [Region([i, carried], inner => [inner.Add(OpTable.Multiply, [carried, inner.Cast(i, DType.F32)])])],
            [new Value(x.Type, "power")])[0];
    }

    /// <summary>Names and texts with everything in them that could break a line of text.</summary>
    public static Function Weird()
    {
        var (quoted, empty, number, class_) = (Array("a \"b\"\n\\"), Scalar("", DType.F32), Scalar("0", DType.F32), Scalar("@class", DType.F32));
        var (hash, unnamed, again) = (Scalar("x#1", DType.F32), Scalar(null, DType.F32), Scalar("0", DType.F32));
        return Of("Ns.Generic<float, \"x\">.Método", [quoted, empty, number, class_, hash, unnamed, again, Scalar("größe", DType.F32), Scalar("\ud83d\ude00", DType.I64), Scalar("\ud800", DType.U8)], b =>
        {
            var part = b.Add(OpTable.Index, [quoted, b.Constant(DType.I32, "-1")], With(("spec", "1.., ^$1, NDArray.NewAxis // \"\t\u2028\""), ("odd name", ""), ("Ω", "@x is { } y ? y : 0")),
                new Source("x[\"\r\n\\\"] // } ) yield %a", "C:\\My \"Files\"\\Modèle.cs", -3));
            return [b.Add(OpTable.Add, [part, empty], source: new Source("", "", 5)), b.Add(OpTable.Add, [number, again], source: new Source("", "x", 0)), class_, hash, unnamed];
        });
    }

    public static TheoryData<string> Names => ["Gelu", "Shapes", "Regions", "Weird", "AllOps"];

    public static Function ByName(string name) => name switch
    {
        "Gelu" => Gelu(),
        "Shapes" => Shapes(),
        "Regions" => Regions(),
        "Weird" => Weird(),
        _ => AllOps.Function(),
    };
}
