using System.Runtime.Intrinsics;
using Kernels.Simd;

namespace Kernels.Drivers.RandomNumbers;

/// <summary>The bits themselves.</summary>
internal readonly unsafe struct RawBits<T> : IDistribution<T> where T : unmanaged
{
    public void Shape(T* block, int n)
    {
    }
}

/// <summary>Uniform in [low, high).</summary>
internal readonly unsafe struct UniformFloats(float low, float high) : IDistribution<float>
{
    public void Shape(float* block, int n)
    {
        if (Vector512.IsHardwareAccelerated) Lanes512.ToUniform(block, n, low, high);
        else if (Vector256.IsHardwareAccelerated) Lanes256.ToUniform(block, n, low, high);
        else Lanes128.ToUniform(block, n, low, high);
    }
}

/// <summary>Uniform in [low, high).</summary>
internal readonly unsafe struct UniformDoubles(double low, double high) : IDistribution<double>
{
    public void Shape(double* block, int n)
    {
        if (Vector512.IsHardwareAccelerated) Lanes512.ToUniform(block, n, low, high);
        else if (Vector256.IsHardwareAccelerated) Lanes256.ToUniform(block, n, low, high);
        else Lanes128.ToUniform(block, n, low, high);
    }
}

/// <summary>Of mean 0 and variance 1.</summary>
internal readonly unsafe struct NormalFloats : IDistribution<float>
{
    public void Shape(float* block, int n)
    {
        if (Vector512.IsHardwareAccelerated) Lanes512.ToNormal(block, n);
        else if (Vector256.IsHardwareAccelerated) Lanes256.ToNormal(block, n);
        else Lanes128.ToNormal(block, n);
    }
}

/// <summary>Of mean 0 and variance 1.</summary>
internal readonly unsafe struct NormalDoubles : IDistribution<double>
{
    public void Shape(double* block, int n)
    {
        if (Vector512.IsHardwareAccelerated) Lanes512.ToNormal(block, n);
        else if (Vector256.IsHardwareAccelerated) Lanes256.ToNormal(block, n);
        else Lanes128.ToNormal(block, n);
    }
}
