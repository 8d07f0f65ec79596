using Kernels.Generator.IR;
using Kernels.Generator.Ops;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Kernels.Generator.Frontend;

// Numbers of types that no array has, as hashes and generators compute with: a uint is the bits of an int, a ulong those of a long, and what is shorter
// is the int that C# computes with. The expressions' types say where signs matter.
internal sealed partial class MethodLowering
{
    private static bool IsUnsigned(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_UInt32 or SpecialType.System_UInt64;

    private static bool IsShort(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Char;

    internal static bool IsEmulated(ITypeSymbol? type) => IsUnsigned(type) || IsShort(type);

    /// <summary>The dtype of a number of the host program, which may be of a type that no array has.</summary>
    private DType? ScalarDType(ITypeSymbol? type) => Symbols.DTypeOf(type, _types)
        ?? (type?.SpecialType == SpecialType.System_UInt64 ? DType.I64 : IsEmulated(type) ? DType.I32 : null);

    // A constant as the bits that stand for it.
    private static object Bits(object constant) => constant switch
    {
        uint u => unchecked((int)u),
        ulong u => unchecked((long)u),
        sbyte or short or ushort => System.Convert.ToInt32(constant, System.Globalization.CultureInfo.InvariantCulture),
        char c => (int)c,
        _ => constant,
    };

    private Value Word(DType dtype, long number) => Number(dtype, dtype == DType.I32 ? unchecked((int)number) : number);

    private Value Calculated(OpDef op, Value x, Value y, SyntaxNode syntax) => Emit(op, [x, y], syntax);

    // x >>> n
    private Value LogicalShift(Value x, Value count, SyntaxNode syntax) => Calculated(OpTable.UnsignedRightShift, x, count, syntax);

    // An operator on unsigned numbers, or null if it is none of them.
    private Value? Unsigned(BinaryOperatorKind kind, ITypeSymbol? type, Value x, Value y, SyntaxNode syntax)
    {
        if (kind == BinaryOperatorKind.UnsignedRightShift && x.DType is DType.I32 or DType.I64) return LogicalShift(x, y, syntax);
        if (!IsUnsigned(type)) return null;
        switch (kind)
        {
            case BinaryOperatorKind.RightShift:
                return LogicalShift(x, y, syntax);
            case BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual:
                return Calculated(Operator(kind, false)!, Flipped(x, syntax), Flipped(y, syntax), syntax);
            case BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder when x.DType == DType.I32:
                return _block.Cast(Calculated(Operator(kind, false)!, Extended(x, syntax), Extended(y, syntax), syntax), DType.I32);
            case BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder:
                throw Unsupported(syntax, "a division of ulong has no form in a kernel; shift, or divide as long");
            default:
                return Operator(kind, false) is { } op ? Calculated(op, x, y, syntax) : null;
        }
    }

    // Numbers whose order as signed ones is that of these as unsigned ones.
    private Value Flipped(Value x, SyntaxNode syntax) => Calculated(OpTable.BitwiseXor, x, Word(x.DType, x.DType == DType.I32 ? int.MinValue : long.MinValue), syntax);

    // The long that a uint is.
    private Value Extended(Value x, SyntaxNode syntax) => Calculated(OpTable.BitwiseAnd, _block.Cast(x, DType.I64), Word(DType.I64, uint.MaxValue), syntax);

    // A conversion from or to one of these types.
    private Value Converted(Value x, ITypeSymbol from, ITypeSymbol to, SyntaxNode syntax)
    {
        if (ScalarDType(to) is not { } dtype) throw Unsupported(syntax, $"a conversion to {to.ToDisplayString()} has no form in a kernel");
        if (IsShort(to)) return Shortened(x, from, to, syntax);
        if (x.DType.IsFloat() && to.SpecialType == SpecialType.System_UInt64) throw Unsupported(syntax, "a conversion of floating-point numbers to ulong has no form in a kernel; convert to long");
        if (x.DType.IsFloat() && to.SpecialType == SpecialType.System_UInt32)
        {
            // C# takes the nearest uint.
            var whole = Calculated(OpTable.Maximum, _block.Cast(x, DType.I64), Word(DType.I64, 0), syntax);
            return _block.Cast(Calculated(OpTable.Minimum, whole, Word(DType.I64, uint.MaxValue), syntax), DType.I32);
        }

        if (from.SpecialType == SpecialType.System_UInt32 && dtype is DType.I64 or DType.F32 or DType.F64) return _block.Cast(Extended(x, syntax), dtype);
        if (from.SpecialType == SpecialType.System_UInt64 && dtype.IsFloat())
        {
            if (dtype == DType.F32) throw Unsupported(syntax, "a conversion of ulong to float has no form in a kernel; convert to double first");
            // Both halves are exact, so the sum is rounded once.
            var high = Emit(OpTable.Multiply, [_block.Cast(LogicalShift(x, Word(DType.I32, 32), syntax), DType.F64), _block.Constant(DType.F64, "4294967296")], syntax);
            return Calculated(OpTable.Add, high, _block.Cast(Calculated(OpTable.BitwiseAnd, x, Word(DType.I64, uint.MaxValue), syntax), DType.F64), syntax);
        }

        return _block.Cast(x, dtype, Sources.Of(syntax));
    }

    private Value Shortened(Value x, ITypeSymbol from, ITypeSymbol to, SyntaxNode syntax)
    {
        if (x.DType.IsFloat()) throw Unsupported(syntax, $"a conversion of floating-point numbers to {to.ToDisplayString()} has no form in a kernel; convert to int first");
        if (SymbolEqualityComparer.Default.Equals(from, to)) return x;
        x = _block.Cast(x, DType.I32);
        if (to.SpecialType is SpecialType.System_UInt16 or SpecialType.System_Char) return Calculated(OpTable.BitwiseAnd, x, Word(DType.I32, ushort.MaxValue), syntax);
        var unused = Word(DType.I32, to.SpecialType == SpecialType.System_SByte ? 24 : 16);
        return Calculated(OpTable.RightShift, Calculated(OpTable.LeftShift, x, unused, syntax), unused, syntax);
    }
}
