using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Kernels.Generator;

/// <summary>Reads <see cref="TreeFacts"/> off a tree.</summary>
internal sealed class TreeFactsBuilder
{
    private readonly List<Declaration> _declarations = [];
    private readonly HashSet<string> _namespaces = [];
    private readonly List<AttributedMethod> _attributed = [];
    private readonly List<(string, string, bool)> _aliases = [];
    private readonly SourceText _text;
    private readonly string _path;
    private Hash _usings;

    private TreeFactsBuilder(SyntaxTree tree, SourceText text) => (_path, _text) = (tree.FilePath, text);

    public static TreeFacts Build(SyntaxTree tree, CancellationToken ct)
    {
        var root = (CompilationUnitSyntax)tree.GetRoot(ct);
        var text = tree.GetText(ct);
        TreeFactsBuilder builder = new(tree, text);
        builder.Usings(root.Usings);
        if (root.AttributeLists.Count > 0)
            builder.Declare(TreeFacts.EverywhereName, Hash.Of("assembly").WithTokens(root.AttributeLists), default, [], []);
        builder.Members(root.Members, "", ct);
        Dictionary<string, List<int>> uses = [];
        HashSet<string> names = [];
        foreach (var token in root.DescendantTokens())
        {
            if (!token.IsKind(SyntaxKind.IdentifierToken)) continue;
            names.Add(token.ValueText);
            if (token.Parent is not SimpleNameSyntax || token.Parent.Parent is AttributeSyntax) continue;
            if (!uses.TryGetValue(token.ValueText, out var positions)) uses.Add(token.ValueText, positions = []);
            positions.Add(token.SpanStart);
        }

        return new()
        {
            Path = tree.FilePath,
            Text = ContentHash(text),
            Declarations = builder._declarations,
            Namespaces = builder._namespaces,
            AttributedMethods = builder._attributed,
            Aliases = builder._aliases,
            AssemblyAttributes = [.. root.AttributeLists.SelectMany(l => l.Attributes).Select(a => SimpleName(a.Name))],
            Uses = uses,
            Names = [.. names],
        };
    }

    private static Hash ContentHash(SourceText text)
    {
        Hash hash = new(unchecked((ulong)text.Length));
        foreach (var b in text.GetContentHash()) hash = hash.With(b);
        return hash;
    }

    private void Usings(SyntaxList<UsingDirectiveSyntax> usings)
    {
        foreach (var u in usings)
        {
            var isGlobal = u.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword);
            if (isGlobal) Declare(TreeFacts.EverywhereName, Hash.Of("using").WithTokens(u), default, Names(u), []);
            else _usings = _usings.WithTokens(u);
            if (u.Alias is { } alias && u.Name is { } target)
                _aliases.Add((alias.Name.Identifier.ValueText, SimpleName(target), isGlobal));
        }
    }

    private void Members(SyntaxList<MemberDeclarationSyntax> members, string container, CancellationToken ct)
    {
        foreach (var member in members)
        {
            ct.ThrowIfCancellationRequested();
            Member(member, container, ct);
        }
    }

    private void Member(MemberDeclarationSyntax member, string container, CancellationToken ct)
    {
        switch (member)
        {
            case BaseNamespaceDeclarationSyntax space:
                var outer = _usings;
                Usings(space.Usings);
                var name = string.Concat(space.Name.ToString().Where(c => !char.IsWhiteSpace(c)));
                foreach (var part in name.Split('.')) _namespaces.Add(part);
                Members(space.Members, Qualify(container, name), ct);
                // A file-scoped namespace's usings hold to the end of the file, which is also where this ends.
                _usings = outer;
                break;
            case TypeDeclarationSyntax type:
                Type(type, container, ct);
                break;
            case EnumDeclarationSyntax e:
                Declare(e.Identifier.ValueText, Context(container).WithTokens(e), default, Names(e), []);
                foreach (var value in e.Members)
                    Declare(value.Identifier.ValueText, Context(container).With(e.Identifier.ValueText).WithTokens(e), default, [e.Identifier.ValueText], []);
                break;
            case DelegateDeclarationSyntax d:
                Declare(d.Identifier.ValueText, Context(container).WithTokens(d), default, Names(d), []);
                break;
            case MethodDeclarationSyntax method:
                Method(method, container);
                break;
            case PropertyDeclarationSyntax property:
                Declare(property.Identifier.ValueText, Header(property, container), BodyHash(property), HeaderNames(property), Names(property));
                break;
            case BaseFieldDeclarationSyntax field:
                // The initializer too: constants are part of what a user of the name sees.
                foreach (var variable in field.Declaration.Variables)
                    Declare(variable.Identifier.ValueText, Context(container).WithTokens(field), BodyHash(field), Names(field), []);
                break;
            case EventDeclarationSyntax e:
                Declare(e.Identifier.ValueText, Context(container).WithTokens(e.Type), default, Names(e.Type), []);
                break;
        }
    }

    private void Type(TypeDeclarationSyntax type, string container, CancellationToken ct)
    {
        // An extension block has no name of its own; what it extends is part of what its members look like from outside.
        var isExtension = type.Identifier.ValueText.Length == 0;
        var path = isExtension ? container : Qualify(container, type.Identifier.ValueText + (type.Arity > 0 ? "`" + type.Arity : ""));
        var header = Context(path).With(type.Keyword.Text).WithTokens(type.AttributeLists).WithTokens(type.ParameterList)
            .WithTokens(type.TypeParameterList).WithTokens(type.BaseList).WithTokens(type.ConstraintClauses);
        foreach (var modifier in type.Modifiers) header = header.With(modifier.Text);
        Hash bodies = default;
        List<string> names = [], bodyNames = [];
        foreach (SyntaxNode? part in (SyntaxNode?[])[.. type.AttributeLists, type.ParameterList, type.TypeParameterList, type.BaseList, .. type.ConstraintClauses])
            if (part is not null) names.AddRange(Names(part));

        // What is used of a type without being named: operators, constructors, indexers, and its data.
        foreach (var member in type.Members)
        {
            if (member is OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax or ConstructorDeclarationSyntax or IndexerDeclarationSyntax)
            {
                header = header.With(Header(member, path));
                bodies = bodies.With(BodyHash(member));
                names.AddRange(HeaderNames(member));
                bodyNames.AddRange(Names(member));
            }
            else if (member is FieldDeclarationSyntax field && !field.Modifiers.Any(SyntaxKind.StaticKeyword) && !field.Modifiers.Any(SyntaxKind.ConstKeyword))
            {
                header = header.WithTokens(field.Declaration);
            }
            else if (member is PropertyDeclarationSyntax property && !property.Modifiers.Any(SyntaxKind.StaticKeyword))
            {
                header = header.With(property.Identifier.ValueText).WithTokens(property.Type);
                names.AddRange(Names(property.Type));
            }
        }

        Declare(isExtension ? TreeFacts.EverywhereName : type.Identifier.ValueText, header, bodies, [.. names.Distinct()], [.. bodyNames.Distinct()]);
        var context = _usings;
        if (isExtension) _usings = _usings.With(header);
        Members(type.Members, path, ct);
        _usings = context;
    }

    private void Method(MethodDeclarationSyntax method, string container)
    {
        var names = Names(method);
        var body = BodyHash(method);
        Declare(method.Identifier.ValueText, Header(method, container), body, HeaderNames(method), names);
        if (method.AttributeLists.Count == 0) return;
        _attributed.Add(new(
            Qualify(container, method.Identifier.ValueText),
            [.. method.AttributeLists.SelectMany(l => l.Attributes).Select(a => SimpleName(a.Name))],
            method is { Body: null, ExpressionBody: null } && method.Modifiers.Any(SyntaxKind.PartialKeyword),
            method.Identifier.SpanStart,
            Context(container).With(body).With(_path),
            names));
    }

    private void Declare(string name, Hash signature, Hash body, string[] signatureNames, string[] bodyNames) =>
        _declarations.Add(new(name, signature, body, signatureNames, bodyNames));

    private Hash Context(string container) => _usings.With(container);

    /// <summary>Everything of a member but its body.</summary>
    private Hash Header(MemberDeclarationSyntax member, string container)
    {
        var hash = Context(container);
        foreach (var token in member.DescendantTokens(n => !IsBody(n)))
            if (!IsBody(token.Parent)) hash = hash.With(token.Text);
        return hash;
    }

    private static string[] HeaderNames(MemberDeclarationSyntax member) =>
        [.. member.DescendantTokens(n => !IsBody(n)).Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText).Distinct()];

    private static bool IsBody(SyntaxNode? node) =>
        node is BlockSyntax or ArrowExpressionClauseSyntax or ConstructorInitializerSyntax || node is EqualsValueClauseSyntax { Parent: not ParameterSyntax };

    /// <summary>The text with comments and its position: what is compiled from it names lines.</summary>
    private Hash BodyHash(SyntaxNode node) =>
        Hash.Of(_text.ToString(node.Span)).With(node.SpanStart).With(_text.Lines.IndexOf(node.SpanStart)).With(_usings).With(_path);

    private static string[] Names(SyntaxNode node)
    {
        HashSet<string> names = [];
        foreach (var token in node.DescendantTokens())
            if (token.IsKind(SyntaxKind.IdentifierToken)) names.Add(token.ValueText);
        return [.. names];
    }

    private static string SimpleName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    private static string Qualify(string container, string name) => container.Length == 0 ? name : container + "." + name;
}
