using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Tests.IR;

public class InlinerTests
{
    public static TheoryData<string> Names => Graphs.Names;

    // The function, called by one with the same parameters.
    private static Function Call(Function function, params Value[] arguments)
    {
        var caller = Graphs.Of("Caller", [.. arguments], b => Inliner.Inline(b, function, arguments));
        Verifier.Verify(caller);
        return caller;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_call_with_the_same_types_copies_the_body(string name)
    {
        var function = Graphs.ByName(name);
        var caller = Call(function, [.. function.Parameters.Select(p => new Value(p.Type, p.Name))]);

        Assert.Equal(Printer.Print(function), Printer.Print(caller with { Name = function.Name }));
        Assert.NotEqual(function.Body.Nodes, caller.Body.Nodes);
    }

    [Fact]
    public void Permission_to_take_an_argument_is_not_inlined() =>
        Assert.Empty(Call(Graphs.Gelu() with { Donated = [0] }, Graphs.Array("x")).Donated);

    [Fact]
    public void What_is_known_of_the_arguments_reaches_the_copies()
    {
        var caller = Call(Graphs.Gelu(), Graphs.Array("m", Dim.Known(2), Dim.Known(3)));

        Assert.Equal("f32[2, 3]", caller.Results[0].Type.ToString());
        Assert.Equal(new Source("0.5f * x", "Model.cs", 12), caller.Body.Nodes[1].Source);
    }

    [Fact]
    public void An_inlined_text_is_inlined_like_its_function()
    {
        Value[] arguments = [Graphs.Array("p"), Graphs.Scalar("q", DType.Bool), Graphs.Scalar("r", DType.I32)];
        var read = IrText.Read(IrText.Version, IrText.Write(Graphs.Regions()));

        Assert.Equal(Printer.Print(Call(Graphs.Regions(), arguments)), Printer.Print(Call(read, arguments)));
    }

    [Fact]
    public void Results_of_two_calls_share_no_fresh_shape()
    {
        var (x, y) = (Graphs.Array("x"), Graphs.Array("y"));
        var product = Graphs.Of("Product", [x, y], b => [b.Add(OpTable.MatMul, [x, y])]);
        var (p, q) = (Graphs.Array("p"), Graphs.Array("q"));
        var caller = Graphs.Of("Caller", [p, q], b => [.. Inliner.Inline(b, product, [p, q]), .. Inliner.Inline(b, product, [q, p])]);

        Verifier.Verify(caller);
        Assert.NotEqual(caller.Results[0].Type, caller.Results[1].Type);
    }

    [Fact]
    public void A_loop_whose_argument_grows_at_this_call_gets_one_of_unknown_shape()
    {
        // As far as the function knows all have the shape [n]; the caller knows less.
        var dim = new Dim("n", 1, 0);
        var (x, y, n) = (Graphs.Array("x", dim), Graphs.Array("y", dim), Graphs.Scalar("n", DType.I32));
        var function = Graphs.Of("Sums", [x, y, n], b =>
        {
            var (i, a) = (Graphs.Scalar("i", DType.I32), new Value(x.Type, "a"));
            return b.AddRegions(OpTable.For, [n, n, n, x], [Graphs.Region([i, a], inner => [inner.Add(OpTable.Add, [a, y])])], [new Value(x.Type, "a")]);
        });
        Verifier.Verify(function);
        var (p, q) = (Graphs.Array("p"), Graphs.Array("q"));
        var caller = Call(function, p, q, Graphs.Scalar("n", DType.I32));
        var argument = caller.Body.Nodes[0].Regions[0].Args[1];

        Assert.NotEqual(p.Type, argument.Type);
        Assert.NotEqual(q.Type, argument.Type);
        Assert.Equal(4, new[] { p.Type, q.Type, argument.Type, caller.Results[0].Type }.Distinct().Count());

        var same = Call(function, p, new Value(p.Type, "q"), Graphs.Scalar("n", DType.I32));
        Assert.Equal(p.Type, same.Results[0].Type);
    }

    [Fact]
    public void Lanes_that_choose_have_the_shape_of_all_that_they_choose_from()
    {
        var (c, x) = (Graphs.Array("c", DType.Bool), Graphs.Scalar("x", DType.F32));
        var function = Graphs.Of("Lanes", [c, x], b => b.AddRegions(OpTable.If, [c], [Graphs.Region([], _ => [x]), Graphs.Region([], i => [i.Constant(DType.F32, "0")])],
            [new Value(new ArrayType(DType.F32, c.Shape))], Graphs.With(("lanes", "true"))));
        Verifier.Verify(function);

        Assert.Equal("f32[...mask]", Call(function, Graphs.Array("mask", DType.Bool), x).Results[0].Type.ToString());
    }

    [Fact]
    public void Arguments_must_fit_the_parameters()
    {
        static string Message(params Value[] arguments) =>
            Assert.Throws<IrException>(() => Inliner.Inline(new BlockBuilder(), Graphs.Gelu(), arguments)).Message;

        Assert.Equal("'Model.Gelu' takes 1 arguments, not 0", Message());
        Assert.Equal("'Model.Gelu' takes f32[...x] as 'x', not f64[...x]", Message(Graphs.Array("x", DType.F64)));
        Assert.Equal("'Model.Gelu' takes f32[...x] as 'x', not f32", Message(Graphs.Scalar("x", DType.F32)));
    }
}
