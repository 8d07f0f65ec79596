// Draws the Mandelbrot set with a scalar method that the generator maps over all points: dotnet run -c Release [-- FILE]
using System.Diagnostics;
using System.Globalization;
using Kernels;
using Mandelbrot;

const int Size = 1024, Turns = 200;
var path = Path.GetFullPath(args.Length > 0 ? args[0] : "mandelbrot.png");

// A row of real parts and a column of imaginary ones, which broadcast to all points.
var real = NDArray.Linspace(-2f, 0.6f, Size);
var imaginary = NDArray.Linspace(-1.3f, 1.3f, Size).Reshape(Size, 1);

var turns = Fractal.Escape(real, imaginary, Turns);
var mapped = Best(() => turns = Fractal.Escape(real, imaginary, Turns));
var loop = Best(() => Loop(real.ToArray(), imaginary.ToArray()));
if (!NDArray.ArrayEqual(turns, NDArray.FromArray(Loop(real.ToArray(), imaginary.ToArray())).Reshape(Size, Size))) throw new InvalidOperationException("The mapped method and the loop differ.");

Png.Write(path, NDArray.Stack([Fractal.Shade(turns, Turns, 0.9f), Fractal.Shade(turns, Turns, 1.2f), Fractal.Shade(turns, Turns, 1.6f)], axis: 2));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Size} x {Size} points, at most {Turns} turns: {mapped:F1} ms mapped, {loop:F1} ms as a loop over the scalar method"));
Console.WriteLine(path);

static int[] Loop(float[] real, float[] imaginary)
{
    var turns = new int[real.Length * imaginary.Length];
    for (var y = 0; y < imaginary.Length; y++)
        for (var x = 0; x < real.Length; x++) turns[(y * real.Length) + x] = Fractal.Escape(real[x], imaginary[y], Turns);
    return turns;
}

static double Best(Action action)
{
    var best = double.PositiveInfinity;
    for (var k = 0; k < 15; k++)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    return best;
}
