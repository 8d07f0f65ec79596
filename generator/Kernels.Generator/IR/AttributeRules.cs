using System.Globalization;
using Kernels.Generator.Ops;

namespace Kernels.Generator.IR;

/// <summary>What attributes must be: one name has one form in all ops.</summary>
internal static class AttributeRules
{
    /// <summary>Checks that a node's attributes are there and can be read.</summary>
    /// <exception cref="IrException">The attribute, and what it should be.</exception>
    public static void Check(Node node)
    {
        foreach (var name in node.Op.RequiredAttributes) node.Attributes.Required(name);
        foreach (var attribute in node.Attributes.Items)
        {
            // An expression of the host method.
            if (attribute.Value.StartsWith("@", StringComparison.Ordinal)) continue;
            switch (attribute.Key)
            {
                case "axis" or "axes":
                    node.Attributes.Ints(attribute.Key);
                    break;
                case "axis1" or "axis2" or "source" or "destination" or "ddof" or "fromAxis" or "depth" or "batched" or "rank":
                    node.Attributes.Int(attribute.Key);
                    break;
                case "keepDims" or "fromEnd" or "leftMapped" or "rightMapped" or "lanes" or "undefined" or "pairs" or "hasValue":
                    if (attribute.Value is not ("true" or "false")) throw Wrong(attribute, "true or false");
                    break;
                case "dtype" or "to":
                    if (!DTypes.TryParse(attribute.Value, out _)) throw Wrong(attribute, "a dtype");
                    break;
                case "method" when node.Op is At or Scatter:
                    if (attribute.Value is not ("Set" or "Add" or "Subtract" or "Multiply" or "Divide" or "Min" or "Max")) throw Wrong(attribute, "Set, Add, Subtract, Multiply, Divide, Min or Max");
                    break;
                case "value" when node.Op is Constant:
                    if (DTypes.TryParse(node.Attributes.Required("dtype"), out var dtype) && !IsConstant(dtype, attribute.Value)) throw Wrong(attribute, $"a {dtype.Text()}");
                    break;
            }
        }
    }

    /// <summary>Whether a text is a value of the dtype in invariant round-trip form.</summary>
    public static bool IsConstant(DType dtype, string value) => dtype switch
    {
        DType.Bool => value is "true" or "false",
        DType.U8 => byte.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        DType.I32 => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        DType.I64 => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        _ => value is "NaN" or "Infinity" or "-Infinity" || double.TryParse(value,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _),
    };

    private static IrException Wrong(KeyValuePair<string, string> attribute, string form) =>
        new($"the attribute '{attribute.Key}' is '{attribute.Value}', not {form}");
}
