using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Kernels.Generator.IR;

/// <summary>Prints a function in the form that <see cref="IrText"/> describes.</summary>
internal sealed class Printer
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<Value, string> _names = [];
    private readonly Dictionary<string, int> _uses = new(StringComparer.Ordinal);
    private readonly Dictionary<long, long> _numbers = [];
    private int _unnamed;

    private Printer(Function function)
    {
        // Values are numbered in the order of the text, fresh shapes in the order in which they were made: both say the same in every process.
        var fresh = new SortedSet<long>();
        Declare(function.Body, fresh);
        foreach (var number in fresh) _numbers.Add(number, _numbers.Count + 1);
    }

    public static string Print(Function function)
    {
        var printer = new Printer(function);
        printer.Function(function);
        return printer._text.ToString();
    }

    /// <summary>A node on one line, its regions left out: for messages.</summary>
    public static string Describe(Function function, Node node)
    {
        var printer = new Printer(function);
        printer.Head(node);
        if (node.Regions.Length > 0) printer._text.Append(" (...)");
        printer.Tail(node);
        return printer._text.ToString();
    }

    /// <summary>The name of a value in the function's text.</summary>
    public static string Describe(Function function, Value value) => new Printer(function).Name(value);

    /// <summary>The names and types of values as they are in the function's text.</summary>
    public static (Func<Value, string> Name, Func<Value, string> Type) Namer(Function function)
    {
        var printer = new Printer(function);
        return (printer.Name, v => printer.Type(v.Type));
    }

    private void Declare(Block block, SortedSet<long> fresh)
    {
        foreach (var argument in block.Args) Declare(argument, fresh);
        foreach (var node in block.Nodes)
        {
            foreach (var result in node.Results) Declare(result, fresh);
            foreach (var region in node.Regions) Declare(region, fresh);
        }
    }

    private void Declare(Value value, SortedSet<long> fresh)
    {
        fresh.UnionWith(value.Shape.FreshNumbers());
        Name(value);
    }

    private string Name(Value value)
    {
        if (_names.TryGetValue(value, out var known)) return known;
        if (value.Name is not { } wish) return _names[value] = $"%{Number(_unnamed++)}";
        var uses = _uses.TryGetValue(wish, out var n) ? n : 0;
        _uses[wish] = uses + 1;
        return _names[value] = $"%{IrText.Name(wish, IrText.IsWordChar)}{(uses == 0 ? "" : $"#{Number(uses)}")}";
    }

    private void Function(Function function)
    {
        _text.Append("func @").Append(IrText.Plain(function.Name, IrText.IsPathChar))
            .Append('(').Append(string.Join(", ", function.Parameters.Select((p, k) => Argument(p) + (function.Donated.Contains(k) ? " donated" : "")))).Append(") -> (").Append(Types(function.Results)).Append(") {\n");
        Body(function.Body, "  ");
        _text.Append("}\n");
    }

    private void Body(Block block, string indent)
    {
        foreach (var node in block.Nodes)
        {
            _text.Append(indent);
            Head(node);
            for (var k = 0; k < node.Regions.Length; k++)
            {
                var region = node.Regions[k];
                _text.Append(k == 0 ? " ({" : ", {");
                if (region.Args.Length > 0) _text.Append(" ^(").Append(Arguments(region.Args)).Append(')');
                _text.Append('\n');
                Body(region, indent + "  ");
                _text.Append(indent).Append('}');
            }

            if (node.Regions.Length > 0) _text.Append(')');
            Tail(node);
            _text.Append('\n');
        }

        _text.Append(indent).Append("yield");
        if (block.Yields.Length > 0) _text.Append(' ').Append(Values(block.Yields));
        _text.Append('\n');
    }

    // %r = op %x, %y {axis=1}
    private void Head(Node node)
    {
        if (node.Results.Length > 0) _text.Append(Values(node.Results)).Append(" = ");
        _text.Append(node.Op.Name);
        if (node.Operands.Length > 0) _text.Append(' ').Append(Values(node.Operands));
        if (node.Attributes.IsEmpty) return;
        var attributes = node.Attributes.Items.Select(a => $"{IrText.Name(a.Key, IrText.IsWordChar)}={IrText.Plain(a.Value, IrText.IsValueChar)}");
        _text.Append(" {").Append(string.Join(", ", attributes)).Append('}');
    }

    // : f32[...x] @ "0.5f * x" "Model.cs":12
    private void Tail(Node node)
    {
        if (node.Results.Length > 0) _text.Append(" : ").Append(Types(node.Results));
        var source = node.Source;
        if (source.Equals(Source.None)) return;
        _text.Append(" @ ").Append(IrText.Quote(source.Text));
        if (source.File.Length > 0 || source.Line != 0) _text.Append(' ').Append(IrText.Quote(source.File)).Append(':').Append(Number(source.Line));
    }

    private string Values(ImmutableArray<Value> values) => string.Join(", ", values.Select(Name));

    private string Arguments(ImmutableArray<Value> values) => string.Join(", ", values.Select(Argument));

    private string Argument(Value value) => $"{Name(value)}: {Type(value.Type)}";

    private string Types(ImmutableArray<Value> values) => string.Join(", ", values.Select(v => Type(v.Type)));

    private string Type(IrType type)
    {
        if (type is not ArrayType array) return type.DType.Text();
        var shape = array.Shape.Renumber(n => _numbers.TryGetValue(n, out var own) ? own : n);
        var dims = shape.Dims.Select(Dimension);
        if (shape.Prefix.Length > 0) dims = dims.Prepend($"...{IrText.Plain(shape.Prefix, IrText.IsPrefixChar)}");
        return $"{type.DType.Text()}[{string.Join(", ", dims)}]";
    }

    private static string Dimension(Dim dim) =>
        dim.Symbol is null ? dim.ToString() : (dim with { Symbol = IrText.Name(dim.Symbol, IrText.IsSymbolChar) }).ToString();

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
