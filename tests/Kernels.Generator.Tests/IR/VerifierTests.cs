using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Tests.IR;

public class VerifierTests
{
    public static TheoryData<string> Names => Graphs.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Well_formed_graphs_pass(string name) => Verifier.Verify(Graphs.ByName(name));

    [Theory]
    [InlineData("%y = add %x : f32[...x]", "'add' takes 2 operands, not 1")]
    [InlineData("%y = add %x, %x : f32[...y]", "the result is f32[...y], but the op gives f32[...x]")]
    [InlineData("%y = exp %x : f64[...x]", "the result is f64[...x], but the op gives f32[...x]")]
    [InlineData("%y = exp %x : f32", "the result is f32, but the op gives f32[...x]")]
    [InlineData("%y = exp %n : i32", "'exp' has no form for int")]
    [InlineData("%y = where %x, %x, %x : f32[...x]", "'where' has no form for float, float, float")]
    [InlineData("%y = sum %x : f32[3]", "the result is f32[3], but the op gives f32[]")]
    [InlineData("%y = sum %x, %x : f32[]", "'sum' takes 1 operands, not 2")]
    [InlineData("%y = sum %x {axis=one} : f32[]", "the attribute 'axis' is no whole number: 'one'")]
    [InlineData("%y = sum %x {keepDims=yes} : f32[]", "the attribute 'keepDims' is 'yes', not true or false")]
    [InlineData("%y = sum %m {axis=2} : f32[3]", "there is no axis 2 in shape [2, 3]")]
    [InlineData("%y = sum %m {axis=0} : f32[2]", "the result is f32[2], but the op gives f32[3]")]
    [InlineData("%y = std %x : f32[]", "'std' stands for other ops")]
    [InlineData("%y = index %x : f32[...y]", "there is no attribute 'spec'")]
    [InlineData("%y = at %x, %x {spec=0, method=Power} : f32[...x]", "the attribute 'method' is 'Power', not Set, Add, Subtract, Multiply, Divide, Min or Max")]
    [InlineData("%y = cast %x : f64[...x]", "there is no attribute 'to'")]
    [InlineData("%y = cast %x {to=f16} : f64[...x]", "the attribute 'to' is 'f16', not a dtype")]
    [InlineData("%y = constant {dtype=i32, value=1.5} : i32", "the attribute 'value' is '1.5', not a i32")]
    [InlineData("%y = constant {dtype=u8, value=256} : u8", "the attribute 'value' is '256', not a u8")]
    [InlineData("%y = constant {dtype=f32, value=\"1,5\"} : f32", "the attribute 'value' is '1,5', not a f32")]
    [InlineData("%y = constant {dtype=f32} : f32", "there is no attribute 'value'")]
    [InlineData("%y, %z = exp %x : f32[...x], f32[...x]", "'exp' has one result, not 2")]
    [InlineData("%y = matmul %x : f32[...s]", "'matmul' takes 2 operands, not 1")]
    [InlineData("%y = concatenate %x, %d : f32[...s]", "'concatenate' needs arrays of one dtype")]
    [InlineData("%y = exp %x ({\nyield\n}) : f32[...x]", "'exp' has no regions")]
    public void A_broken_node_is_named_with_its_rule(string node, string rule) => Refuses(node, rule);

    [Theory]
    [InlineData("%y = if %c ({\nyield %x\n}) : f32[...x]", "there must be 2 regions, not 1")]
    [InlineData("%y = if %n ({\nyield %x\n}, {\nyield %x\n}) : f32[...x]", "the condition must be a bool, not i32")]
    [InlineData("%y = if %b ({\nyield %x\n}, {\nyield %x\n}) : f32[...x]", "the condition must be a bool, not bool[...b]")]
    [InlineData("%y = if %c ({\nyield %x\n}, {\nyield %n\n}) : f32[...x]", "result 0 is f32[...x], but the region yields i32")]
    [InlineData("%y = if %c ({\nyield %x\n}, {\nyield\n}) : f32[...x]", "there must be 1 yielded values, not 0")]
    [InlineData("%y = if %c ({ ^(%i: i32)\nyield %x\n}, {\nyield %x\n}) : f32[...x]", "there must be 0 arguments of a region, not 1")]
    [InlineData("%y = for %n, %n, %x ({ ^(%i: i32)\nyield\n}) : f32[...x]", "first, bound and step must be of one integer type; operand 2 is f32[...x]")]
    [InlineData("%y = for %n, %n, %l ({ ^(%i: i32)\nyield\n}) : f32[...x]", "first, bound and step must be of one integer type; operand 2 is i64")]
    [InlineData("%y = for %n, %n, %n, %x ({ ^(%i: i32)\nyield %x\n}) : f32[...x]", "there must be 2 arguments of a region, not 1")]
    [InlineData("%y = for %n, %n, %n, %x ({ ^(%i: i64, %z: f32[...x])\nyield %z\n}) : f32[...x]", "argument 0 is i64, but the operand is i32")]
    [InlineData("%y = for %n, %n, %n, %x ({ ^(%i: i32, %z: f32[...x])\nyield %n\n}) : f32[...x]", "result 0 is f32[...x], but the region yields i32")]
    [InlineData("%y = for %n, %n, %n, %m ({ ^(%i: i32, %z: f32[2, 3])\nyield %v\n}) : f32[...y]", "argument 1 is f32[2, 3], but the region yields f32[3]")]
    [InlineData("%y, %u = for %n, %n, %n, %x ({ ^(%i: i32, %z: f32[...x])\nyield %z, %z\n}) : f32[...x], f32[...x]", "there must be 1 results, not 2")]
    [InlineData("%y = while %x ({ ^(%z: f32[...x])\nyield %z, %z\n}, { ^(%u: f32[...x])\nyield %u\n}) : f32[...x]", "the yield of region 0 must be a bool, not f32[...x]")]
    [InlineData("%y = while %x ({ ^(%z: f32[...x])\nyield %c\n}, { ^(%u: f32[...x])\nyield %u\n}) : f32[...x]", "there must be 2 values that region 0 yields, not 1")]
    [InlineData("%y = while %x ({ ^(%z: f32[...x])\nyield %c\n}, {\nyield %x\n}) : f32[...x]", "region 0 yields 0 values beside the condition, too few for 1 results")]
    [InlineData("%y = while %x ({ ^(%z: f64[...x])\nyield %c, %x\n}, { ^(%u: f32[...x])\nyield %u\n}) : f32[...x]", "argument 0 is f64[...x], but the operand is f32[...x]")]
    public void Regions_take_and_yield_what_their_op_says(string node, string rule) => Refuses(node, rule);

    [Theory]
    [InlineData("%y = if %b {lanes=true} ({\nyield %x\n}, {\nyield %s\n}) : f32[...x]")]
    [InlineData("%y = while %s {lanes=true} ({ ^(%z: f32[...x])\nyield %b, %z\n}, { ^(%u: f32[...x])\nyield %u\n}) : f32[...x]")]
    [InlineData("%y = sum %x {axis=\"@axis\", keepDims=\"@keepDims\"} : f32[...y]")]
    [InlineData("%y = matmul %x, %m : f32[2, 2]")]
    [InlineData("%y = for %n, %n, %n, %x ({ ^(%i: i32, %z: f32[...any])\nyield %v\n}) : f32[...any]")]
    public void What_may_be_true_passes(string node) => Verifier.Verify(Parser.Parse(Text(node)));

    [Fact]
    public void A_value_is_defined_once()
    {
        var x = Graphs.Array("x");
        var node = new Node(OpTable.Exp, [x], Attributes.None, [], [new Value(x.Type, "y")], Source.None);

        Refuses(new Function("F", new Block([x], [node, node], [node.Result])), "F: %y is defined twice, in '%y = exp %x : f32[...x]'");
        Refuses(new Function("F", new Block([x, x], [], [x])), "F: %x is defined twice");
    }

    [Fact]
    public void A_value_is_defined_before_it_is_used()
    {
        var x = Graphs.Array("x");
        var first = new Node(OpTable.Exp, [x], Attributes.None, [], [new Value(x.Type, "y")], Source.None);
        var second = new Node(OpTable.Log, [first.Result], Attributes.None, [], [new Value(x.Type)], Source.None);

        Refuses(new Function("F", new Block([x], [second, first], [x])), "F: %y is used before it is defined, in '%0 = log %y : f32[...x]'");
        Refuses(new Function("F", new Block([], [], [x])), "F: %x is used before it is defined");
    }

    [Fact]
    public void A_value_of_a_region_stays_in_it()
    {
        var (x, c) = (Graphs.Array("x"), Graphs.Scalar("c", DType.Bool));
        var inner = new Value(x.Type, "y");
        var region = new Block([], [new Node(OpTable.Exp, [x], Attributes.None, [], [inner], Source.None)], [inner]);
        var choice = new Node(OpTable.If, [c], Attributes.None, [region, new Block([], [], [inner])], [new Value(x.Type, "z")], Source.None);

        Refuses(new Function("F", new Block([x, c], [choice], [x])), "F: %y is used outside the region that defines it, in '%z = if %c (...) : f32[...x]'");
        choice = new Node(OpTable.If, [c], Attributes.None, [region, new Block([], [], [x])], [new Value(x.Type, "z")], Source.None);
        Refuses(new Function("F", new Block([x, c], [choice], [inner])), "F: %y is used outside the region that defines it");
    }

    [Theory]
    [InlineData("[...x]", "[2, 3]", true)]
    [InlineData("[...x, 3]", "[2, 3]", true)]
    [InlineData("[...x, 2, 3]", "[3]", false)]
    [InlineData("[...x, 4]", "[2, 3]", false)]
    [InlineData("[n, 3]", "[2, 3]", true)]
    [InlineData("[3]", "[2, 3]", false)]
    [InlineData("[]", "[...x]", true)]
    [InlineData("[...x, 4]", "[...y, 3]", false)]
    [InlineData("[...x, 5, n]", "[...y, 3]", true)]
    public void Types_agree_unless_what_is_known_of_them_differs(string left, string right, bool agree)
    {
        static IrType Type(string shape) => Parser.Parse($"func @f(%x: f32{shape}) -> () {{\nyield\n}}\n").Parameters[0].Type;

        Assert.Equal(agree, Verifier.Agree(Type(left), Type(right)));
        Assert.Equal(agree, Verifier.Agree(Type(right), Type(left)));
    }

    private static string Text(string node) =>
        $"func @F(%x: f32[...x], %d: f64[...d], %m: f32[2, 3], %v: f32[3], %b: bool[...b], %s: f32, %c: bool, %n: i32, %l: i64) -> (f32[...x]) {{\n{node}\nyield %x\n}}\n";

    private static void Refuses(string node, string rule)
    {
        var function = Parser.Parse(Text(node));
        var message = Assert.Throws<IrException>(() => Verifier.Verify(function)).Message;

        Assert.Equal($"F: {rule}, in '{Printer.Describe(function, function.Body.Nodes[0])}'", message);
    }

    private static void Refuses(Function function, string message) =>
        Assert.Equal(message, Assert.Throws<IrException>(() => Verifier.Verify(function)).Message);
}
