namespace Kernels.Ilgpu.Tests;

/// <summary>Loops and branches of scalar methods are those of each thread.</summary>
public sealed partial class ControlFlowTests(Gpu gpu) : IClassFixture<Gpu>
{
    private static readonly NDArray<int> Ints = NDArray.FromArray([0, 1, 2, 12, -18, 35, 97, 871, 27, 64, 5, 6]);

    [Vmap(Shared = ["max"])]
    public static int Escape(float cr, float ci, int max)
    {
        float zr = 0, zi = 0;
        for (var k = 0; k < max; k++)
        {
            float r2 = zr * zr, i2 = zi * zi;
            if (r2 + i2 > 4f) return k;
            zi = 2f * zr * zi + ci;
            zr = r2 - i2 + cr;
        }

        return max;
    }

    [Vmap]
    public static int Gcd(int a, int b)
    {
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }

    [Vmap]
    public static long PrimeSum(int n)
    {
        var sum = 0L;
        for (var i = 2; i < n && i < 60; i++)
        {
            var isPrime = true;
            for (var j = 2; j * j <= i; j++)
            {
                if (i % j != 0) continue;
                isPrime = false;
                break;
            }

            if (!isPrime) continue;
            sum += i;
        }

        return sum;
    }

    [Vmap]
    public static int Machine(int n)
    {
        var (state, count) = (0, 0);
        do
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
                    continue;
                default:
                    n -= 4;
                    state = 0;
                    break;
            }

            count++;
        }
        while (count < 30);
        return -count;
    }

    [Vmap]
    public static float OnlySome(float x)
    {
        if (x > 0)
        {
            while (x < 1000f) x *= 2f;
        }
        else
        {
            x = -x;
        }

        return x;
    }

    /// <summary>A loop of the host program, which writes single elements.</summary>
    [Jit]
    public static NDArray<float> Smoothed(NDArray<float> x, float by)
    {
        for (var i = 1; i < x.Shape[0]; i++) x = x.At[i].Set((float)x[i - 1] + by * ((float)x[i] - (float)x[i - 1]));
        return x * 2f;
    }

    [Fact]
    public void ElementsAreWrittenOnTheCpuAndComeBack()
    {
        NDArray<float> x = NDArray.Linspace(-2f, 3f, 9);
        Gpu.Equal(Smoothed(x, 0.25f), Smoothed(x.To(gpu.Device), 0.25f));
        Assert.Same(gpu.Device, Smoothed(x.To(gpu.Device), 0.25f).Device);
    }

    [Fact]
    public void LoopsEndForEachThread()
    {
        NDArray<float> cr = NDArray.Linspace(-2f, 0.5f, 9), ci = NDArray.Linspace(-1f, 1f, 7).Reshape(7, 1);
        gpu.Same((a, b) => Escape(a, b, 40), cr, ci);
        gpu.Same(OnlySome, cr);
    }

    [Fact]
    public void IntegersBranchAndLoop()
    {
        Gpu.Equal(Gcd(Ints, Ints[(..).By(-1)]), Gcd(Ints.To(gpu.Device), Ints[(..).By(-1)].To(gpu.Device)));
        Gpu.Equal(PrimeSum(Ints), PrimeSum(Ints.To(gpu.Device)));
        Gpu.Equal(Machine(Ints), Machine(Ints.To(gpu.Device)));
    }
}
