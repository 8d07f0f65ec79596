using System.Globalization;
using System.Text;

namespace Kernels;

/// <summary>Prints arrays as NumPy's <c>str</c> does: aligned, wrapped, the middle of large ones left out.</summary>
internal static class ArrayFormatter
{
    public static string Format<T>(NDArray<T> x, PrintOptions options)
    {
        options.Check();
        if (x.Size == 0) return "[]";
        var host = x.OnHost();
        if (x.Rank == 0) return Scalar(host.HostData[host.Offset]);
        var edge = x.Size > options.Threshold ? options.EdgeItems : int.MaxValue / 2;
        var shown = new List<T>();
        Collect(host, 0, host.Offset, edge, shown);
        GC.KeepAlive(host);
        var writer = new Writer<T>(x.Shape, shown, ElementFormat(shown, options), edge, options.LineWidth);
        return writer.Write();
    }

    // The elements that will be printed, in order.
    private static void Collect<T>(NDArray<T> x, int axis, int offset, int edge, List<T> shown)
    {
        if (axis == x.Rank)
        {
            shown.Add(x.HostData[offset]);
            return;
        }
        int n = x.Shape[axis], stride = x.GetStrides()[axis];
        for (var i = 0; i < n; i++)
        {
            if (i == edge && n > 2L * edge) i = n - edge;
            Collect(x, axis + 1, offset + i * stride, edge, shown);
        }
    }

    private static string Scalar<T>(T value) => value switch
    {
        float f => FloatFormat.Scalar(f, single: true),
        double d => FloatFormat.Scalar(d, single: false),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    private static Func<T, string> ElementFormat<T>(List<T> shown, PrintOptions options)
    {
        if (shown is List<float> floats)
        {
            var format = new FloatFormat([.. floats.Select(f => (double)f)], single: true, options);
            return value => format.Format((float)(object)value!);
        }
        if (shown is List<double> doubles)
        {
            var format = new FloatFormat([.. doubles], single: false, options);
            return value => format.Format((double)(object)value!);
        }
        if (typeof(T) == typeof(bool)) return value => (bool)(object)value! ? " True" : "False";
        var width = shown.Max(value => Scalar(value).Length);
        return value => Scalar(value).PadLeft(width);
    }

    private sealed class Writer<T>(Shape shape, List<T> elements, Func<T, string> format, int edge, int lineWidth)
    {
        private readonly StringBuilder _text = new();
        private int _next;

        public string Write()
        {
            Axis(0);
            return _text.ToString();
        }

        private void Axis(int axis)
        {
            _text.Append('[');
            var cut = shape[axis] > 2L * edge;
            if (axis == shape.Rank - 1) Row(axis, cut);
            else
            {
                var separator = new string('\n', shape.Rank - axis - 1) + new string(' ', axis + 1);
                var count = cut ? 2 * edge : shape[axis];
                for (var i = 0; i < count; i++)
                {
                    if (i > 0) _text.Append(separator);
                    if (cut && i == edge) _text.Append("...").Append(separator);
                    Axis(axis + 1);
                }
            }
            _text.Append(']');
        }

        private void Row(int axis, bool cut)
        {
            // A closing bracket for each axis has to fit behind the last word of a line.
            var width = lineWidth - axis - 1;
            var indent = axis + 1;
            // The bracket stands in the last column of the indent.
            var line = new StringBuilder();
            var count = cut ? 2 * edge + 1 : shape[axis];
            for (var i = 0; i < count; i++)
            {
                var word = cut && i == edge ? "..." : format(elements[_next++]);
                if (indent + line.Length + word.Length > width && line.Length > 0)
                {
                    _text.Append(line.ToString().TrimEnd()).Append('\n').Append(' ', indent);
                    line.Clear();
                }
                line.Append(word);
                if (i < count - 1) line.Append(' ');
            }
            _text.Append(line);
        }
    }
}
