namespace ILGPU;

/// <summary>Adds the algorithms library to a context.</summary>
public static class AlgorithmContext
{
    public static Context.Builder EnableAlgorithms(this Context.Builder builder) => builder;
}
