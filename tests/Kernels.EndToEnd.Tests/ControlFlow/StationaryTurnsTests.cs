namespace Kernels.EndToEnd.Tests.ControlFlow;

/// <summary>Counted loops whose turns do nothing once their condition is false: they end early, and nothing else may show that.</summary>
public partial class StationaryTurnsTests
{
    [Vmap(Shared = ["turns"])]
    public static int LastWithin(double x, double y, int turns)
    {
        var (re, im, n) = (0.0, 0.0, 0);
        for (var k = 0; k < turns; k++)
        {
            if (re * re + im * im < 4)
            {
                n = k;
                (re, im) = (re * re - im * im + x, re * im + im * re + y);
            }
        }

        return n == turns - 1 ? -1 : n;
    }

    [Vmap(Shared = ["turns"])]
    public static double WhereItLeft(double x, double y, int turns)
    {
        var z = x;
        for (var k = turns; k > 0; k--)
        {
            // The other side does the work.
            if (!(z * z <= 9))
            {
            }
            else
            {
                z = z * z * y + k;
            }
        }

        return z;
    }

    [Vmap(Shared = ["turns"])]
    public static int Quotients(int x, int y, int turns)
    {
        var sum = 0;
        for (var k = 0; k < turns; k++)
        {
            // The division would fail where the condition is false.
            if (y != 0)
            {
                sum += x / y + k;
                y -= 2;
            }
        }

        return sum;
    }

    [Vmap]
    public static float EachToItsOwnBound(float x, int turns)
    {
        for (var k = 0; k < turns; k++)
        {
            if (x < 100) x = x * 1.5f + 1;
        }

        return x;
    }

    // The counter takes part in the condition: a turn that does nothing is not the last one.
    [Vmap(Shared = ["turns"])]
    public static float EveryThird(float x, int turns)
    {
        for (var k = 0; k < turns; k++)
        {
            if (k % 3 == 0 && x < 50) x = x * 2 + k;
        }

        return x;
    }

    // Something else changes at each turn, and the condition comes to hold again.
    [Vmap(Shared = ["turns"])]
    public static float ComesBack(float x, float y, int turns)
    {
        for (var k = 0; k < turns; k++)
        {
            y -= 0.5f;
            if (x > y) x -= 3;
        }

        return x + y;
    }

    [Vmap(Shared = ["turns"])]
    public static float Nested(float x, float y, int turns)
    {
        var (sum, steps) = (0f, 0);
        for (var k = 0; k < turns; k++)
        {
            var part = x * y;
            if (part > -20 && part < 20)
            {
                for (var j = 0; j < 3; j++)
                {
                    if (y < 8) y += part * 0.25f + j;
                }

                sum += part;
                steps++;
            }
        }

        return sum / steps;
    }

    [Fact]
    public void A_loop_that_ends_early_results_in_what_all_its_turns_would()
    {
        foreach (var turns in (int[])[0, 1, 2, 60])
        {
            Lanes.Same((x, y) => LastWithin(x, y, turns), (x, y) => LastWithin(x, y, turns), Lanes.Doubles, [.. Lanes.Doubles.Select(f => f / 2)]);
            Lanes.Same((x, y) => WhereItLeft(x, y, turns), (x, y) => WhereItLeft(x, y, turns), Lanes.Doubles, [.. Lanes.Doubles.Select(f => f / 3)]);
            Lanes.Same((x, y) => Quotients(x, y, turns), (x, y) => Quotients(x, y, turns), Lanes.Ints, Lanes.Ints);
            Lanes.Same((x, y) => Nested(x, y, turns), (x, y) => Nested(x, y, turns), Lanes.Floats, Lanes.Floats);
        }

        Lanes.Same(EachToItsOwnBound, EachToItsOwnBound, Lanes.Floats, [.. Lanes.Ints.Select(i => i % 50)]);
    }

    [Fact]
    public void A_loop_whose_condition_may_come_to_hold_again_goes_on()
    {
        foreach (var turns in (int[])[0, 1, 7, 60])
        {
            Lanes.Same(x => EveryThird(x, turns), x => EveryThird(x, turns), Lanes.Floats);
            Lanes.Same((x, y) => ComesBack(x, y, turns), (x, y) => ComesBack(x, y, turns), Lanes.Floats, Lanes.Floats);
        }
    }
}
