using Kernels.Generator.IR;
using Kernels.Generator.Ops;

namespace Kernels.Generator.Emit;

/// <summary>Finds the scalars of a function that are known.</summary>
internal static class Constants
{
    public static IReadOnlyDictionary<Value, string> Of(Function function)
    {
        var constants = new Dictionary<Value, string>();
        void Visit(Block block)
        {
            foreach (var node in block.Nodes)
            {
                if (node.Op is Constant) constants[node.Result] = node.Attributes.Required("value");
                foreach (var region in node.Regions) Visit(region);
            }
        }

        Visit(function.Body);
        return constants;
    }
}
