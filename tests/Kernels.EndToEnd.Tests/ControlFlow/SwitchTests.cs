namespace Kernels.EndToEnd.Tests.ControlFlow;

public partial class SwitchTests
{
    [Vmap]
    public static int Statement(int x, int y)
    {
        var r = 0;
        switch (x)
        {
            case 1:
            case 2:
                r = y;
                break;
            case > 20 when y > 5:
                return -x;
            case -1:
                if (y < 3) break;
                r = 7;
                break;
            case var other when other % 2 == 0:
                r = other;
                break;
            default:
                r = -1;
                break;
        }

        return r + x;
    }

    [Vmap]
    public static int InALoop(int n)
    {
        var state = 0;
        var count = 0;
        while (true)
        {
            switch (state)
            {
                case 0:
                    if (n <= 0) return count;
                    state = n % 3 == 0 ? 1 : 2;
                    break;
                case 1:
                    n -= 5;
                    state = 0;
                    count += 10;
                    continue;
                default:
                    n -= 4;
                    state = 0;
                    break;
            }

            count++;
            if (count > 300) break;
        }

        return -count;
    }

    [Vmap] public static float Expression(float x) => x switch { float.NaN => -1f, >= 2f and < 3f or 0f => 1f, not (< 0f) => 2f, var y => y * y };

    [Vmap] public static bool Is(int x) => x is > 3 and not 7;

    [Fact]
    public void Of_lanes()
    {
        Lanes.Same(Statement, Statement, Lanes.Ints, Lanes.Ints);
        Lanes.Same(InALoop, InALoop, [.. Lanes.Ints.Select(i => i % 1000)]);
        Lanes.Same(Expression, Expression, Lanes.Floats);
        Lanes.Same(Is, Is, Lanes.Ints);
    }

    [Jit]
    public static NDArray<float> OfHost(NDArray<float> x, int n)
    {
        switch (n)
        {
            case 0: return x;
            case 1: x += 1f; break;
            case 2 or 3: x *= n; break;
            default: x -= 1f; break;
        }

        return x * 2f;
    }

    [Fact]
    public void Of_the_host()
    {
        var x = Arange(5).As<float>();
        Func<NDArray<float>, int, NDArray<float>> eager = OfHost;
        for (var n = 0; n < 6; n++) Check.Bits(eager(x, n), OfHostJit(x, n));
    }
}
