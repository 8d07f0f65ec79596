using System.Collections.Immutable;
using Kernels.Generator.Ops;
using static Kernels.Generator.IR.InvariantText;

namespace Kernels.Generator.IR;

/// <summary>Reads the text that <see cref="Printer"/> writes. It checks names and form; the <see cref="Verifier"/> checks the graph.</summary>
internal sealed class Parser
{
    // So deep that no program gets there, and not so deep that the stack ends.
    private const int MaxDepth = 200;

    private readonly Scanner _scanner;
    private readonly Dictionary<string, Value> _visible = new(StringComparer.Ordinal);
    private readonly HashSet<string> _defined = new(StringComparer.Ordinal);
    private readonly int _maxFresh;
    private readonly long _fresh;
    private int _depth;

    private Parser(string text)
    {
        _scanner = new Scanner(text);

        // The text numbers its fresh shapes from 1; here they get numbers that nothing else has, in the same order.
        _maxFresh = text.Length;
        _fresh = SymShape.Reserve(_maxFresh);
    }

    /// <summary>Reads one function.</summary>
    /// <exception cref="IrException">The text is none; the message names the line.</exception>
    public static Function Parse(string text) => new Parser(text).Function();

    private Function Function()
    {
        _scanner.SkipLines();
        _scanner.Expect("func");
        _scanner.Expect("@");
        var name = _scanner.Text(IrText.IsPathChar, "the function's name");
        _scanner.Expect("(");
        var donated = ImmutableArray.CreateBuilder<int>();
        var parameters = Arguments(donated);
        _scanner.Expect("->");
        _scanner.Expect("(");
        var types = _scanner.Take(")") ? [] : Types();
        if (types.Length > 0) _scanner.Expect(")");
        _scanner.Expect("{");
        var body = Block(parameters);
        if (!types.SequenceEqual(body.Yields.Select(y => y.Type))) throw _scanner.Error("the function does not yield the types in its head");
        _scanner.SkipLines();
        if (!_scanner.AtEnd) throw _scanner.Error($"expected the end of the text, found {_scanner.Here()}");
        return new Function(name, body) { Donated = donated.ToImmutable() };
    }

    // Nodes up to yield and the closing brace; the opening one and the arguments are read already.
    private Block Block(List<(string Key, Value Value)> arguments)
    {
        if (++_depth > MaxDepth) throw _scanner.Error("regions are nested too deeply");
        var scope = new List<string>();
        foreach (var (key, value) in arguments) Define(key, value, scope);
        var nodes = ImmutableArray.CreateBuilder<Node>();
        while (true)
        {
            _scanner.SkipLines();
            var results = new List<(string Key, string? Name)>();
            if (_scanner.Next == '%')
            {
                do results.Add(Id()); while (_scanner.Take(","));
                _scanner.Expect("=");
            }

            _scanner.SkipBlanks();
            var op = _scanner.Run(IrText.IsWordChar);
            if (op == "yield" && results.Count == 0) break;
            if (op.Length == 0) throw _scanner.Error($"expected an op or 'yield', found {_scanner.Here()}");
            nodes.Add(Node(op, results, scope));
        }

        var yields = Operands();
        _scanner.SkipLines();
        _scanner.Expect("}");
        foreach (var key in scope) _visible.Remove(key);
        _depth--;
        return new Block([.. arguments.Select(a => a.Value)], nodes.ToImmutable(), yields);
    }

    private Node Node(string name, List<(string Key, string? Name)> ids, List<string> scope)
    {
        if (!OpTable.ByName.TryGetValue(name, out var op)) throw _scanner.Error($"there is no op '{name}'");
        var operands = Operands();
        var attributes = Attributes();
        var regions = Regions();
        var types = ids.Count > 0 ? Results() : [];
        if (types.Length != ids.Count) throw _scanner.Error($"'{name}' has {Text(ids.Count)} results and {Text(types.Length)} types");
        var source = Origin();
        _scanner.SkipBlanks();
        if (_scanner.Next != '\n') throw _scanner.Error($"expected the end of the line, found {_scanner.Here()}");

        var results = ImmutableArray.CreateBuilder<Value>();
        for (var k = 0; k < types.Length; k++)
        {
            results.Add(new Value(types[k], ids[k].Name));
            Define(ids[k].Key, results[k], scope);
        }

        return new Node(op, operands, attributes, regions, results.ToImmutable(), source);
    }

    private void Define(string key, Value value, List<string> scope)
    {
        if (!_defined.Add(key)) throw _scanner.Error($"'%{key}' is defined twice");
        _visible.Add(key, value);
        scope.Add(key);
    }

    // %12, %x, %x#1, %"any text"#1: a key that tells it from others, and the name.
    private (string Key, string? Name) Id()
    {
        _scanner.Expect("%");
        if (_scanner.Next is >= '0' and <= '9') return (Text(_scanner.Number("a value's number")), null);
        var name = _scanner.Text(IrText.IsWordChar, "a value's name");
        var key = IrText.Name(name, IrText.IsWordChar);
        if (_scanner.Next == '#')
        {
            _scanner.Expect("#");
            key += $"#{Text(_scanner.Number("a number"))}";
        }

        return (key, name);
    }

    private ImmutableArray<Value> Operands()
    {
        var operands = ImmutableArray.CreateBuilder<Value>();
        _scanner.SkipBlanks();
        if (_scanner.Next != '%') return [];
        do
        {
            _scanner.SkipBlanks();
            var (key, _) = Id();
            operands.Add(_visible.TryGetValue(key, out var value) ? value : throw _scanner.Error($"'%{key}' is not defined here"));
        }
        while (_scanner.Take(","));
        return operands.ToImmutable();
    }

    /// <param name="donated">Takes the positions of those that are given up; only a function's may be.</param>
    private List<(string Key, Value Value)> Arguments(ImmutableArray<int>.Builder? donated = null)
    {
        var arguments = new List<(string, Value)>();
        if (_scanner.Take(")")) return arguments;
        do
        {
            var (key, name) = Id();
            _scanner.Expect(":");
            arguments.Add((key, new Value(Type(), name)));
            if (donated is not null && _scanner.Take("donated")) donated.Add(arguments.Count - 1);
        }
        while (_scanner.Take(","));
        _scanner.Expect(")");
        return arguments;
    }

    private Attributes Attributes()
    {
        var attributes = IR.Attributes.None;
        if (!_scanner.Take("{")) return attributes;
        do
        {
            _scanner.SkipBlanks();
            var name = _scanner.Text(IrText.IsWordChar, "an attribute's name");
            if (attributes.Text(name) is not null) throw _scanner.Error($"the attribute '{name}' is there twice");
            _scanner.Expect("=");
            _scanner.SkipBlanks();
            attributes = attributes.With(name, _scanner.Text(IrText.IsValueChar, "an attribute's value"));
        }
        while (_scanner.Take(","));
        _scanner.Expect("}");
        return attributes;
    }

    private ImmutableArray<Block> Regions()
    {
        if (!_scanner.Take("(")) return [];
        var regions = ImmutableArray.CreateBuilder<Block>();
        do
        {
            _scanner.Expect("{");
            regions.Add(Block(_scanner.Take("^(") ? Arguments() : []));
        }
        while (_scanner.Take(","));
        _scanner.Expect(")");
        return regions.ToImmutable();
    }

    private ImmutableArray<IrType> Results()
    {
        _scanner.Expect(":");
        return Types();
    }

    private ImmutableArray<IrType> Types()
    {
        var types = ImmutableArray.CreateBuilder<IrType>();
        do types.Add(Type()); while (_scanner.Take(","));
        return types.ToImmutable();
    }

    private Source Origin()
    {
        if (!_scanner.Take("@")) return Source.None;
        _scanner.SkipBlanks();
        var text = _scanner.Quoted("the source's text");
        _scanner.SkipBlanks();
        if (_scanner.Next != '"') return new Source(text, "", 0);
        var file = _scanner.Quoted("the source's file");
        _scanner.Expect(":");
        return new Source(text, file, _scanner.Number("a line number", sign: true));
    }

    private IrType Type()
    {
        _scanner.SkipBlanks();
        var name = _scanner.Run(IrText.IsWordChar);
        if (!DTypes.TryParse(name, out var dtype)) throw _scanner.Error(name.Length == 0 ? $"expected a type, found {_scanner.Here()}" : $"there is no dtype '{name}'");
        if (_scanner.Next != '[') return new ScalarType(dtype);
        _scanner.Expect("[");
        var prefix = "";
        var dims = new List<Dim>();
        if (!_scanner.Take("]"))
        {
            if (_scanner.Take("...")) prefix = _scanner.Text(IrText.IsPrefixChar, "the name of a prefix");
            else dims.Add(Dimension());
            while (_scanner.Take(",")) dims.Add(Dimension());
            _scanner.Expect("]");
        }

        var shape = new SymShape(prefix, dims.ToEquatableArray());
        if (shape.FreshNumbers().Any(n => n < 1 || n > _maxFresh)) throw _scanner.Error("a fresh shape's number is out of range");
        return new ArrayType(dtype, shape.Renumber(n => _fresh + n));
    }

    // 3, n, n-1, 2*n+1
    private Dim Dimension()
    {
        _scanner.SkipBlanks();
        var scale = 1;
        if (_scanner.Next is '-' or (>= '0' and <= '9'))
        {
            scale = _scanner.Number("an extent", sign: true);
            if (_scanner.Next != '*') return Dim.Known(scale);
            _scanner.Expect("*");
        }

        if (_scanner.Next != '"' && !IrText.IsNameStart(_scanner.Next)) throw _scanner.Error($"expected a dimension, found {_scanner.Here()}");
        var symbol = _scanner.Text(IrText.IsSymbolChar, "a dimension");
        return new Dim(symbol, scale, _scanner.Next is '-' or '+' ? _scanner.Number("an offset", sign: true) : 0);
    }
}
