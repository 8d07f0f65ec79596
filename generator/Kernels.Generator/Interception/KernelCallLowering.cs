using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kernels.Generator;

/// <summary>Writes the functions in <c>Kernel.*</c> calls of a file as attributed methods: <c>Kernel.Jit((NDArray&lt;float&gt; x) => x * x)</c> becomes
/// <c>[Jit] static NDArray&lt;float&gt; Name(NDArray&lt;float&gt; x) => x * x;</c> in the same type if that is partial, else in a class of its own beside it.</summary>
/// <exception cref="LoweringException">An argument cannot be written so.</exception>
internal sealed class KernelCallLowering(SemanticModel model, string className, CancellationToken ct)
{
    private readonly HashSet<string> _names = [];

    /// <summary>The methods of one call, in the context of its file, namespace and type.</summary>
    public string Text { get; private set; } = "";

    public LoweredCall Lower(InvocationExpressionSyntax invocation)
    {
        StringBuilder methods = new();
        var call = Lower(invocation, methods, depth: 0);
        Text = InContext(invocation, methods.ToString());
        return call;
    }

    private LoweredCall Lower(InvocationExpressionSyntax invocation, StringBuilder methods, int depth)
    {
        if (depth > 8) throw new LoweringException("the function is defined through itself, or through too many steps");
        if (KernelCalls.Bind(invocation, model, ct) is not { } member) throw new LoweringException($"'{invocation}' is not a call of Kernel");
        var function = Resolve(invocation.ArgumentList.Arguments[0].Expression, invocation, depth);
        var name = UniqueName(invocation);
        if (member.Name == "Jit")
        {
            // A mapped function is compiled as it is; compiling one twice changes nothing.
            if (function is InvocationExpressionSyntax inner) return Lower(inner, methods, depth + 1);
            Declare(name, "[global::Kernels.Jit]", function, methods);
            return new(name, name + "Jit", KernelKind.Jit);
        }

        var attribute = $"[global::Kernels.Vmap(Name = \"{name}Mapped\"{Axes(invocation, member, "inAxes")}{Axes(invocation, member, "outAxes")})]";
        while (function is InvocationExpressionSyntax call && KernelCalls.Bind(call, model, ct) is { Name: "Jit" })
            function = Resolve(call.ArgumentList.Arguments[0].Expression, call, depth);
        if (function is InvocationExpressionSyntax nested)
        {
            var target = Lower(nested, methods, depth + 1);
            var type = (INamedTypeSymbol)member.ReturnType;
            Declare(name, attribute, type.DelegateInvokeMethod!, p => $"=> {target.Target}({p});", methods);
        }
        else
        {
            if (member.Arity == 1 && SignatureOf(function).Parameters.All(p => p.Type.IsValueType))
                throw new LoweringException("the type of the mapped function cannot be inferred from a method of scalars: give a lambda, or Vmap's type arguments");
            Declare(name, attribute, function, methods);
        }

        return new(name, name + "Mapped", KernelKind.Vmap);
    }

    /// <summary>Follows locals and fields to a lambda, a method or a call of Kernel.</summary>
    private ExpressionSyntax Resolve(ExpressionSyntax expression, SyntaxNode user, int depth)
    {
        for (; depth < 16; depth++)
        {
            if (expression is ParenthesizedExpressionSyntax parenthesized) expression = parenthesized.Expression;
            else if (expression is CastExpressionSyntax cast) expression = cast.Expression;
            else if (expression is AnonymousFunctionExpressionSyntax) return expression;
            else if (expression is InvocationExpressionSyntax invocation && KernelCalls.Bind(invocation, model, ct) is not null) return expression;
            else if (model.GetSymbolInfo(expression, ct).Symbol is { } symbol)
            {
                if (symbol is IMethodSymbol && expression is not InvocationExpressionSyntax) return expression;
                expression = FunctionHolders.Value(symbol, expression, user.SyntaxTree, model, ct);
            }
            else throw new LoweringException($"'{expression}' is not a lambda, a method, another Kernel.* call, or a readonly field or local that holds one");
        }

        throw new LoweringException("the function is defined through itself, or through too many steps");
    }

    private IMethodSymbol SignatureOf(ExpressionSyntax function) => model.GetSymbolInfo(function, ct).Symbol as IMethodSymbol
        ?? throw new LoweringException("its type is not known");

    private void Declare(string name, string attribute, ExpressionSyntax function, StringBuilder methods)
    {
        var signature = SignatureOf(function);
        if (function is AnonymousFunctionExpressionSyntax lambda)
        {
            FunctionHolders.RejectCaptures(lambda, model, ct);
            if (!lambda.AsyncKeyword.IsKind(SyntaxKind.None)) throw new LoweringException("it is async");
            var line = lambda.Body.GetLocation().GetLineSpan();
            var body = lambda.Body is BlockSyntax ? lambda.Body.ToString() : $"=>\n#line {line.StartLinePosition.Line + 1} \"{line.Path}\"\n{lambda.Body};";
            if (lambda.Body is BlockSyntax) body = $"\n#line {line.StartLinePosition.Line + 1} \"{line.Path}\"\n{body}";
            Declare(name, attribute, signature, _ => body + "\n#line default", methods);
        }
        else
        {
            if (!signature.IsStatic || signature.MethodKind != MethodKind.Ordinary) throw new LoweringException($"'{function}' is not a static method");
            var target = $"{signature.ContainingType.ToDisplayString(InterceptorSignature.Format)}.{signature.Name}";
            if (signature.TypeArguments.Length > 0) target += $"<{string.Join(", ", signature.TypeArguments.Select(t => t.ToDisplayString(InterceptorSignature.Format)))}>";
            Declare(name, attribute, signature, p => $"=> {target}({p});", methods);
        }
    }

    private static void Declare(string name, string attribute, IMethodSymbol signature, Func<string, string> body, StringBuilder methods)
    {
        if (signature.Parameters.Any(p => p.RefKind != RefKind.None)) throw new LoweringException("it has a ref parameter");
        if (signature.ReturnsVoid) throw new LoweringException("it returns nothing");
        methods.AppendLine(attribute);
        methods.AppendLine($"internal static {signature.ReturnType.ToDisplayString(InterceptorSignature.Format)} {name}({string.Join(", ", signature.Parameters.Select(p => $"{(Frontend.Symbols.IsDonated(p) ? "[global::Kernels.Donate] " : "")}{p.Type.ToDisplayString(InterceptorSignature.Format)} {Name(p)}"))})");
        methods.AppendLine(body(string.Join(", ", signature.Parameters.Select(Name))));

        static string Name(IParameterSymbol p) => "@" + p.Name;
    }

    private string Axes(InvocationExpressionSyntax invocation, IMethodSymbol member, string parameter)
    {
        var position = member.Parameters.First(p => p.Name == parameter).Ordinal;
        var arguments = invocation.ArgumentList.Arguments;
        var argument = arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText == parameter)
            ?? (arguments.Count > position && arguments.Take(position + 1).All(a => a.NameColon is null) ? arguments[position] : null);
        if (argument is null || argument.Expression.IsKind(SyntaxKind.NullLiteralExpression)) return "";
        List<string> axes = [];
        foreach (var element in VmapSignature.Elements(argument.Expression))
            axes.Add(model.GetConstantValue(element, ct) is { HasValue: true, Value: int axis } ? axis.ToString(System.Globalization.CultureInfo.InvariantCulture)
                : throw new LoweringException($"'{parameter}' is not a list of constants"));
        if (axes.Count == 0) throw new LoweringException($"'{parameter}' is not a list of constants");
        return $", {char.ToUpperInvariant(parameter[0])}{parameter.Substring(1)} = [{string.Join(", ", axes)}]";
    }

    private string UniqueName(InvocationExpressionSyntax invocation)
    {
        var holder = invocation.Ancestors().Select(a => a switch
        {
            VariableDeclaratorSyntax v => v.Identifier.ValueText,
            PropertyDeclarationSyntax p => p.Identifier.ValueText,
            MethodDeclarationSyntax m => m.Identifier.ValueText,
            _ => null,
        }).FirstOrDefault(n => n is not null) ?? "Kernel";
        var name = $"{holder}_{invocation.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
        var unique = name;
        for (var i = 2; !_names.Add(unique); i++) unique = $"{name}_{i}";
        return unique;
    }

    /// <summary>Whether the methods can stand in the type that holds the call.</summary>
    private static List<TypeDeclarationSyntax> PartialTypes(SyntaxNode node)
    {
        var types = node.Ancestors().OfType<TypeDeclarationSyntax>().Reverse().ToList();
        return types.All(t => t.Modifiers.Any(SyntaxKind.PartialKeyword) && !t.Modifiers.Any(SyntaxKind.FileKeyword) && t.Arity == 0 && t.Identifier.ValueText.Length > 0) ? types : [];
    }

    /// <summary>The type that holds the methods, fully qualified.</summary>
    public string ContainingType(InvocationExpressionSyntax invocation)
    {
        var path = invocation.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(n => n.Name.ToString()).ToList();
        var types = PartialTypes(invocation);
        path.AddRange(types.Count > 0 ? types.Select(t => t.Identifier.ValueText) : [className]);
        return "global::" + string.Join(".", path);
    }

    private string InContext(InvocationExpressionSyntax invocation, string methods)
    {
        StringBuilder text = new();
        var root = (CompilationUnitSyntax)invocation.SyntaxTree.GetRoot(ct);
        foreach (var u in root.Usings)
            if (!u.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword)) text.AppendLine(u.ToString());
        var types = PartialTypes(invocation);
        // Beside a type that is not partial: its accessible static members are in scope all the same.
        var enclosing = invocation.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault();
        if (types.Count == 0 && enclosing is { Arity: 0 } && !enclosing.Modifiers.Any(SyntaxKind.FileKeyword) && model.GetDeclaredSymbol(enclosing, ct) is INamedTypeSymbol { ContainingType: null } type)
            text.AppendLine($"using static {type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)};");
        var depth = 0;
        foreach (var space in invocation.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse())
        {
            text.AppendLine($"namespace {space.Name} {{");
            foreach (var u in space.Usings) text.AppendLine(u.ToString());
            depth++;
        }

        if (types.Count == 0) text.AppendLine($"internal static partial class {className} {{");
        foreach (var t in types)
        {
            var keyword = t is RecordDeclarationSyntax record ? $"record {record.ClassOrStructKeyword.Text}" : t.Keyword.Text;
            text.AppendLine($"partial {keyword} {t.Identifier} {{");
        }

        return text.AppendLine(methods).Append(new string('}', depth + Math.Max(types.Count, 1))).AppendLine().ToString();
    }
}
