namespace ILGPU.Algorithms;

/// <summary>The mathematics that kernels may call: what each backend turns into a correctly rounded instruction.</summary>
public static class XMath
{
    public static float Sqrt(float value) => MathF.Sqrt(value);

    public static double Sqrt(double value) => Math.Sqrt(value);
}
