using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Tests.IR;

public class ParserTests
{
    [Theory]
    [InlineData("", "IR line 1: expected 'func', found the end of the text")]
    [InlineData("func @f(%x: f32) -> (f32) {\n  %y = frobnicate %x : f32\n  yield %y\n}\n", "IR line 2: there is no op 'frobnicate'")]
    [InlineData("func @f(%x: f32) -> (f32) {\n  yield %y\n}\n", "IR line 2: '%y' is not defined here")]
    [InlineData("func @f(%x: f32, %x: f32) -> (f32) {\n  yield %x\n}\n", "IR line 1: '%x' is defined twice")]
    [InlineData("func @f(%x: f16) -> (f32) {\n  yield %x\n}\n", "IR line 1: there is no dtype 'f16'")]
    [InlineData("func @f(%x: f32[...) -> (f32) {\n", "IR line 1: expected ']', found \"->\"")]
    [InlineData("func @f(%x: f32[3 4]) -> (f32) {\n", "IR line 1: expected ']', found \"4])\"")]
    [InlineData("func @f(%x: f32[%]) -> (f32) {\n", "IR line 1: expected a dimension, found \"%])\"")]
    [InlineData("func @f(%x: f32[...s#999]) -> (f32) {\n", "IR line 1: a fresh shape's number is out of range")]
    [InlineData("func @f(%x: f32) -> (f64) {\n  yield %x\n}\n", "IR line 3: the function does not yield the types in its head")]
    [InlineData("func @f(%x: f32) -> (f32) {\n  yield %x\n}\nfunc", "IR line 4: expected the end of the text, found \"func\"")]
    [InlineData("func @f(%x: f32) -> (f32) {\n  %y = exp %x : f32, f32\n", "IR line 2: 'exp' has 1 results and 2 types")]
    [InlineData("func @f(%x: f32) -> (f32) {\n  %y = exp %x\n", "IR line 2: expected ':', found the end of the line")]
    [InlineData("func @f(%x: f32) -> (f32) {\n  %y = exp %x : f32 %z\n", "IR line 2: expected the end of the line, found \"%z\"")]
    [InlineData("func @f(%x: f32) -> (f32) {\n  %y = sum %x {axis=1, axis=2} : f32[]\n", "IR line 2: the attribute 'axis' is there twice")]
    [InlineData("func @f(%x: f32) -> (f32) {\n  %y = sum %x {axis=\"1} : f32[]\n", "IR line 2: an attribute's value has no closing quote")]
    [InlineData("func @f(%x: f32) -> (f32) {\n  %y = exp %x : f32 @ \"\\q\"\n", "IR line 2: an unknown escape in quotes")]
    [InlineData("func @f(%x: f32) -> (f32) {\n  %y = exp %x : f32 @ \"t\" \"f\":99999999999\n", "IR line 2: expected a line number, found \"99999999999\"")]
    [InlineData("func @f(%x: f32) -> (f32) {\n  %y =\n", "IR line 2: expected an op or 'yield', found the end of the line")]
    [InlineData("func @f(%c: bool) -> () {\n  if %c ({\n    %a = constant {dtype=f32, value=1} : f32\n    yield\n  }, {\n    yield %a\n  })\n", "IR line 6: '%a' is not defined here")]
    public void What_is_no_IR_is_an_error_with_its_line(string text, string message) =>
        Assert.Equal(message, Assert.Throws<IrException>(() => Parser.Parse(text)).Message);

    [Fact]
    public void Endless_nesting_is_an_error_and_no_overflow()
    {
        var text = "func @f(%c: bool) -> () {\n" + string.Concat(Enumerable.Repeat("if %c ({\n", 100_000));

        Assert.Contains("nested too deeply", Assert.Throws<IrException>(() => Parser.Parse(text)).Message);
    }

    [Fact]
    public void Any_beginning_of_a_text_is_an_error()
    {
        foreach (var text in Texts())
            for (var length = 0; length < text.Length - 1; length++) Assert.Throws<IrException>(() => Parser.Parse(text.Substring(0, length)));
    }

    [Fact]
    public void Mutated_texts_are_read_or_refused_and_never_crash()
    {
        var random = new Random(20261122);
        const string Pieces = "%@#:,.\"\\(){}[]^=-+*/ \n\r019abx_&\u2028\ud800";
        string[] words = ["yield", "func", "if", "for", "while", "sum", "exp", "f32", "bool", "...", "->", "axis=", "%x", "%0", "#1", "//", "constant", "{to=f32}", "2147483648", "@x"];
        var (read, refused) = (0, 0);
        foreach (var text in Texts())
        {
            for (var k = 0; k < 3000; k++)
            {
                var mutated = text;
                for (var edits = random.Next(1, 4); edits > 0; edits--)
                {
                    var (at, other) = (random.Next(mutated.Length), random.Next(mutated.Length));
                    var length = Math.Min(random.Next(1, 12), mutated.Length - at);
                    mutated = random.Next(5) switch
                    {
                        0 => mutated.Remove(at, length),
                        1 => mutated.Insert(at, Pieces[random.Next(Pieces.Length)].ToString()),
                        2 => mutated.Insert(at, words[random.Next(words.Length)]),
                        3 => mutated.Remove(at, 1).Insert(at, Pieces[random.Next(Pieces.Length)].ToString()),
                        _ => mutated.Insert(other, mutated.Substring(at, length)),
                    };
                    if (mutated.Length == 0) mutated = " ";
                }

                try
                {
                    var function = IrText.Read(IrText.Version, mutated);
                    var printed = Printer.Print(function);
                    Assert.Equal(printed, Printer.Print(Parser.Parse(printed)));
                    read++;
                }
                catch (IrException)
                {
                    refused++;
                }
            }
        }

        Assert.True(read > 100 && refused > 100, $"{read} read, {refused} refused");
    }

    // AllOps is long; its part in the fuzz is small.
    private static IEnumerable<string> Texts() => [Printer.Print(Graphs.Gelu()), Printer.Print(Graphs.Shapes()), Printer.Print(Graphs.Regions()), Printer.Print(Graphs.Weird())];
}
