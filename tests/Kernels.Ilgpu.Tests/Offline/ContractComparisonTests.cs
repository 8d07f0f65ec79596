using System.Reflection;

namespace Kernels.Ilgpu.Tests.Offline;

/// <summary>Every member that the contract declares is one of ILGPU's.</summary>
public class ContractComparisonTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void EveryMemberOfTheContractIsIlgpus()
    {
        var path = typeof(ContractComparisonTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Ilgpu.Contract").Value!;
        var contract = Assembly.LoadFrom(path);
        Assembly[] real = [typeof(ILGPU.Context).Assembly, typeof(ILGPU.Algorithms.XMath).Assembly];
        List<string> missing = [];
        var compared = 0;
        foreach (var type in contract.GetExportedTypes())
        {
            if (real.Select(a => a.GetType(type.FullName!)).FirstOrDefault(t => t is not null) is not { } theirs)
            {
                missing.Add(type.FullName!);
                continue;
            }
            if (type.IsValueType != theirs.IsValueType || type.IsInterface != theirs.IsInterface) missing.Add($"{type}: of another kind");
            var known = theirs.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy).Select(Signature).ToHashSet();
            foreach (var member in type.GetMembers(Declared).Where(m => m is not ConstructorInfo and not Type))
            {
                compared++;
                if (member.Name is not "value__" && !known.Contains(Signature(member))) missing.Add($"{type.FullName}: {Signature(member)}");
            }
        }
        Assert.True(compared > 50, $"Only {compared} members were compared.");
        Assert.Empty(missing);
    }

    // Names instead of identities: the types are those of two assemblies.
    private static string Signature(MemberInfo member) => member switch
    {
        MethodInfo m => $"{(m.IsStatic ? "static " : "")}{Name(m.ReturnType)} {m.Name}`{m.GetGenericArguments().Length}({string.Join(", ", m.GetParameters().Select(p => Name(p.ParameterType)))})",
        PropertyInfo p => $"{Name(p.PropertyType)} {p.Name}[{string.Join(", ", p.GetIndexParameters().Select(i => Name(i.ParameterType)))}]",
        FieldInfo f => $"{(f.IsStatic ? "static " : "")}{Name(f.FieldType)} {f.Name}{(f.IsLiteral ? $" = {f.GetRawConstantValue()}" : "")}",
        _ => member.ToString()!,
    };

    private static string Name(Type type) =>
        type.IsByRef ? Name(type.GetElementType()!) + "&"
        : type.IsGenericType ? $"{type.Namespace}.{type.Name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.IsGenericParameter ? type.Name : $"{type.Namespace}.{type.Name}";
}
