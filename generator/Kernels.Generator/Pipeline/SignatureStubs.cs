using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Kernels.Generator;

/// <summary>The signatures of what the generator emits, made from syntax alone. A generator does not see its own output, so kernels that
/// use each other's overloads and companions bind only in a compilation that holds these.</summary>
internal static class SignatureStubs
{
    private static readonly ConditionalWeakTable<SyntaxTree, Stub> Trees = new();
    private static readonly ConditionalWeakTable<Compilation, Compilation> Compilations = new();

    /// <summary>The compilation with stubs added. Kept as long as <paramref name="compilation"/> lives.</summary>
    public static Compilation Add(Compilation compilation, CancellationToken ct)
    {
        if (Compilations.TryGetValue(compilation, out var bound)) return bound;
        List<SyntaxTree> stubs = [];
        foreach (var tree in compilation.SyntaxTrees)
            if (Trees.GetValue(tree, t => new(Make(t, ct))).Tree is { } stub) stubs.Add(stub);
        bound = stubs.Count == 0 ? compilation.Clone() : compilation.AddSyntaxTrees(stubs);
        return Compilations.GetValue(compilation, _ => bound);
    }

    private const string Suffix = ".stubs";

    /// <summary>Whether the tree is one that <see cref="Make"/> made.</summary>
    public static bool IsStub(SyntaxTree tree) => tree.FilePath.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>The stubs of a tree's kernels; null if it has none.</summary>
    public static SyntaxTree? Make(SyntaxTree tree, CancellationToken ct)
    {
        var facts = TreeFacts.Of(tree, ct);
        if (!facts.AttributedMethods.Any(m => m.Attributes.Any(a => KernelAttributes.KindOf(a, facts.Aliases) is KernelKind.Jit or KernelKind.Vmap))) return null;
        StringBuilder text = new();
        var root = (CompilationUnitSyntax)tree.GetRoot(ct);
        foreach (var u in root.Usings)
            if (!u.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword)) text.AppendLine(u.ToString());
        Members(root.Members, facts, text);
        return CSharpSyntaxTree.ParseText(text.ToString(), (CSharpParseOptions)tree.Options, tree.FilePath + Suffix, cancellationToken: ct);
    }

    private static void Members(SyntaxList<MemberDeclarationSyntax> members, TreeFacts facts, StringBuilder text)
    {
        foreach (var member in members)
        {
            if (member is BaseNamespaceDeclarationSyntax space)
            {
                text.AppendLine($"namespace {space.Name} {{");
                foreach (var u in space.Usings) text.AppendLine(u.ToString());
                Members(space.Members, facts, text);
                text.AppendLine("}");
            }
            else if (member is TypeDeclarationSyntax type && type.Identifier.ValueText.Length > 0 && type.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                StringBuilder inner = new();
                Members(type.Members, facts, inner);
                if (inner.Length == 0) continue;
                var keyword = type is RecordDeclarationSyntax record ? $"record {record.ClassOrStructKeyword.Text}" : type.Keyword.Text;
                text.AppendLine($"partial {keyword} {type.Identifier}{type.TypeParameterList} {{").Append(inner).AppendLine("}");
            }
            else if (member is MethodDeclarationSyntax method)
            {
                Method(method, facts, text);
            }
        }
    }

    private static void Method(MethodDeclarationSyntax method, TreeFacts facts, StringBuilder text)
    {
        foreach (var attribute in method.AttributeLists.SelectMany(l => l.Attributes))
        {
            var name = attribute.Name is QualifiedNameSyntax qualified ? qualified.Right.Identifier.ValueText : attribute.Name.ToString();
            switch (KernelAttributes.KindOf(name, facts.Aliases))
            {
                case KernelKind.Jit:
                    Signature(method, method.Identifier.ValueText + "Jit", method.ReturnType.ToString(), p => p.ToString(), text);
                    break;
                case KernelKind.Vmap:
                    VmapSignature vmap = new(method, attribute);
                    Signature(method, vmap.Name, vmap.ReturnType, vmap.Parameter, text);
                    break;
            }
        }
    }

    private static void Signature(MethodDeclarationSyntax method, string name, string returnType, Func<ParameterSyntax, string> parameter, StringBuilder text)
    {
        foreach (var modifier in method.Modifiers)
            if (modifier.Kind() is not (SyntaxKind.PartialKeyword or SyntaxKind.AsyncKeyword)) text.Append(modifier.Text).Append(' ');
        text.Append(returnType).Append(' ').Append(name).Append(method.TypeParameterList).Append('(')
            .Append(string.Join(", ", method.ParameterList.Parameters.Select(parameter))).Append(") ");
        foreach (var constraint in method.ConstraintClauses) text.Append(constraint).Append(' ');
        text.AppendLine("=> throw null!;");
    }

    private sealed class Stub(SyntaxTree? tree)
    {
        public SyntaxTree? Tree { get; } = tree;
    }
}
