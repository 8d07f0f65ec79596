using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kernels.Benchmarks;

/// <summary>Draws the ratios of a comparison as bars, on a logarithmic scale: to the right of 1 this library is faster.</summary>
internal static class Chart
{
    private const int RowHeight = 18;
    private const int LabelWidth = 220;
    private const int PlotWidth = 620;
    private const int Top = 54;

    public static void Draw(string json, string svg)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(json));
        var rows = document.RootElement.EnumerateArray().Select(r => (
            Name: $"{r.GetProperty("workload")} {r.GetProperty("case")}",
            Threads: r.GetProperty("threads").GetInt32(),
            Ratio: Number(r, "ratio"),
            Peer: r.GetProperty("peer").GetString() ?? "")).ToList();
        var ratios = rows.Select(r => r.Ratio).OfType<double>().Append(0.5).Append(4);
        var low = Math.Floor(Math.Log2(ratios.Min()));
        var high = Math.Ceiling(Math.Log2(ratios.Max()));
        double X(double ratio) => LabelWidth + PlotWidth * (Math.Log2(ratio) - low) / (high - low);

        var height = Top + rows.Count * RowHeight + 16;
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{LabelWidth + PlotWidth + 190}\" height=\"{height}\" font-family=\"sans-serif\" font-size=\"12\">");
        text.AppendLine("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        var threads = string.Join(", ", rows.Select(r => r.Threads).Distinct());
        text.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"8\" y=\"20\" font-size=\"14\">The best peer's time by ours, {threads} thread(s): to the right of 1 this library is faster</text>");
        for (var power = low; power <= high; power++)
        {
            var ratio = Math.Pow(2, power);
            text.AppendLine(CultureInfo.InvariantCulture, $"<line x1=\"{X(ratio):F1}\" x2=\"{X(ratio):F1}\" y1=\"{Top - 6}\" y2=\"{height - 12}\" stroke=\"{(power == 0 ? "black" : "#ddd")}\"/>");
            text.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{X(ratio):F1}\" y=\"{Top - 10}\" text-anchor=\"middle\" fill=\"#555\">{ratio}</text>");
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var (name, _, ratio, peer) = rows[i];
            var y = Top + i * RowHeight;
            text.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{LabelWidth - 8}\" y=\"{y + 13}\" text-anchor=\"end\">{name}</text>");
            if (ratio is not { } value)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{X(1) + 6:F1}\" y=\"{y + 13}\" fill=\"#b00\">missed</text>");
                continue;
            }
            var (left, right) = (Math.Min(X(1), X(value)), Math.Max(X(1), X(value)));
            text.AppendLine(CultureInfo.InvariantCulture, $"<rect x=\"{left:F1}\" y=\"{y + 2}\" width=\"{right - left:F1}\" height=\"{RowHeight - 4}\" fill=\"{(value >= 1 ? "#2a7" : "#c63")}\"/>");
            text.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Math.Max(right, X(1)) + 6:F1}\" y=\"{y + 13}\">{value:F2} {peer}</text>");
        }
        File.WriteAllText(svg, text.AppendLine("</svg>").ToString());
    }

    private static double? Number(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
