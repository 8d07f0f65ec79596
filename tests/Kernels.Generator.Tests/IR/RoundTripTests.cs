using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Tests.IR;

public class RoundTripTests
{
    public static TheoryData<string> Names => Graphs.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_printed_parses_verifies_and_prints_the_same(string name)
    {
        var text = IrText.Write(Graphs.ByName(name));
        var again = IrText.Read(IrText.Version, text);

        Assert.Equal(text, IrText.Write(again));
        Assert.Equal(text, IrText.Write(IrText.Read(IrText.Version, IrText.Write(again))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_graph_survives_with_its_ops_attributes_names_and_sources(string name)
    {
        var function = Graphs.ByName(name);
        var again = Parser.Parse(Printer.Print(function));

        Assert.Equal(function.Name, again.Name);
        SameBlock(function.Body, again.Body);
    }

    [Fact]
    public void Every_op_is_in_the_graphs_above()
    {
        static IEnumerable<OpDef> Ops(Block block) => block.Nodes.SelectMany(n => n.Regions.SelectMany(Ops).Append(n.Op));
        var used = Ops(AllOps.Function().Body).Concat(Ops(Graphs.Regions().Body)).Select(o => o.Name).ToHashSet();

        // Composites are expanded as they enter the IR.
        Assert.Equal(OpTable.ByName.Values.Where(o => o is not (Composite or TupleComposite)).Select(o => o.Name).Order(), used.Order());
    }

    [Fact]
    public void A_donated_parameter_says_so()
    {
        var text = Printer.Print(Graphs.Gelu() with { Donated = [0] });

        Assert.StartsWith("func @Model.Gelu(%x: f32[...x] donated) -> (f32[...x]) {", text, StringComparison.Ordinal);
        var again = IrText.Read(IrText.Version, text);
        Assert.Equal([0], again.Donated);
        Assert.Equal(text, IrText.Write(again));
        Assert.Throws<IrException>(() => IrText.Read(IrText.Version, "func @f(%x: f32 donated) -> (f32) {\n  yield %x\n}\n"));
    }

    [Fact]
    public void The_text_is_what_a_person_would_write() => Assert.Equal("""
        func @Model.Gelu(%x: f32[...x]) -> (f32[...x]) {
          %0 = constant {dtype=f32, value=0.5} : f32
          %t = multiply %0, %x : f32[...x] @ "0.5f * x" "Model.cs":12
          %t#1 = tanh %x : f32[...x]
          %1 = constant {dtype=f32, value=1} : f32
          %2 = add %1, %t#1 : f32[...x]
          %3 = multiply %t, %2 : f32[...x] @ "all of it" "Model.cs":13
          yield %3
        }

        """, Printer.Print(Graphs.Gelu()), ignoreLineEndingDifferences: true);

    [Fact]
    public void Regions_are_indented_blocks_with_arguments() => Assert.Equal("""
        func @Ns.Type.Regions(%x: f32[...x], %c: bool, %n: i32) -> (f32[...x], i32) {
          %0 = constant {dtype=i32, value=0} : i32
          %1 = constant {dtype=i32, value=1} : i32
          %power = for %0, %n, %1, %x ({ ^(%i: i32, %x#1: f32[...x])
            %i#1 = cast %i {to=f32} : f32
            %2 = multiply %x#1, %i#1 : f32[...x]
            yield %2
          }) : f32[...x]
          %x#2 = if %c ({
            %power#1 = for %0, %n, %1, %power ({ ^(%i#2: i32, %power#2: f32[...x])
              %i#3 = cast %i#2 {to=f32} : f32
              %3 = multiply %power#2, %i#3 : f32[...x]
              yield %3
            }) : f32[...x]
            %4 = exp %power#1 : f32[...x]
            yield %4
          }, {
            yield %x
          }) : f32[...x] @ "c ? Exp(x) : x"
          %k = while %0 ({ ^(%k#1: i32)
            %5 = less %k#1, %n : bool
            yield %5, %k#1
          }, { ^(%k#2: i32)
            %6 = add %k#2, %1 : i32
            yield %6
          }) : i32
          yield %x#2, %k
        }

        """, Printer.Print(Graphs.Regions()), ignoreLineEndingDifferences: true);

    [Fact]
    public void The_text_does_not_depend_on_what_the_process_did_before() =>
        Assert.Equal(Printer.Print(Graphs.Shapes()), Printer.Print(Graphs.Shapes()));

    [Fact]
    public void Fresh_shapes_of_a_text_are_fresh_again_when_it_is_read()
    {
        var text = Printer.Print(Graphs.Shapes());
        var shapes = Parser.Parse(text).Results.Concat(Parser.Parse(text).Results).Select(r => r.Shape).Where(s => s.FreshNumbers().Any()).ToList();

        Assert.Equal(4, shapes.Count);
        Assert.Equal(4, shapes.Distinct().Count());
    }

    [Fact]
    public void Comments_blank_lines_and_windows_line_ends_are_skipped()
    {
        var text = Printer.Print(Graphs.Regions());
        var loose = "// a kernel\r\n\r\n" + text.Replace("\n", "  // so\r\n\r\n").Replace(", ", " ,\t");

        Assert.Equal(text, Printer.Print(Parser.Parse(loose)));
    }

    [Fact]
    public void Another_version_is_not_read()
    {
        var e = Assert.Throws<IrException>(() => IrText.Read(3, Printer.Print(Graphs.Gelu())));

        Assert.Equal("the kernel's IR has version 3; this generator reads version 2", e.Message);
    }

    private static void SameBlock(Block expected, Block actual)
    {
        SameValues(expected.Args, actual.Args);
        SameValues(expected.Yields, actual.Yields);
        Assert.Equal(expected.Nodes.Length, actual.Nodes.Length);
        foreach (var (a, b) in expected.Nodes.Zip(actual.Nodes))
        {
            Assert.Same(a.Op, b.Op);
            Assert.Equal(a.Attributes.Items, b.Attributes.Items);
            Assert.Equal(a.Source, b.Source);
            SameValues(a.Operands, b.Operands);
            SameValues(a.Results, b.Results);
            Assert.Equal(a.Regions.Length, b.Regions.Length);
            foreach (var (r, s) in a.Regions.Zip(b.Regions)) SameBlock(r, s);
        }
    }

    // Fresh shapes have other numbers; all else is equal.
    private static void SameValues(IReadOnlyList<Value> expected, IReadOnlyList<Value> actual)
    {
        Assert.Equal(expected.Select(v => v.Name), actual.Select(v => v.Name));
        Assert.Equal(expected.Select(v => v.DType), actual.Select(v => v.DType));
        Assert.Equal(expected.Select(v => v.IsArray), actual.Select(v => v.IsArray));
        Assert.Equal(expected.Select(v => v.Shape.Renumber(_ => 1)), actual.Select(v => v.Shape.Renumber(_ => 1)));
    }
}
