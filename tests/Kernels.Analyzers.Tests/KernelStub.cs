namespace Kernels.Analyzers.Tests;

/// <summary>The shape of <c>Kernels.Kernel</c> for the tests of analyzers that only ask for its name: a type in source wins over the runtime's.</summary>
internal static class KernelStub
{
    public const string Source = """

        namespace Kernels
        {
            public static class Kernel
            {
                public static TDelegate Jit<TDelegate>(TDelegate f) where TDelegate : Delegate => f;
                public static TDelegate Vmap<TDelegate>(TDelegate f, int[]? inAxes = null) where TDelegate : Delegate => f;
            }
        }
        """;
}
