using Microsoft.CodeAnalysis;

namespace Kernels.Generator.Tests;

public class InterceptionTests
{
    [Fact]
    public void Calls_go_to_the_companion()
    {
        var program = GeneratorHarness.Run("""
            namespace App;

            public static partial class Model
            {
                [Jit] public static NDArray<float> Twice(NDArray<float> x) => x;
                public static NDArray<float> Use(NDArray<float> x) => Twice(Model.Twice(x));
            }
            """).ShouldCompile();

        var calls = program.Source("Model.Calls");
        Assert.Contains("App.Model.TwiceJit(x)", calls, StringComparison.Ordinal);
        Assert.Contains("// Model.cs(6,59)", calls, StringComparison.Ordinal);
        Assert.Contains("// Model.cs(6,65)", calls, StringComparison.Ordinal);
    }

    [Fact]
    public void Instance_methods_generic_methods_and_generic_types_are_intercepted()
    {
        var program = GeneratorHarness.Run("""
            public partial class Layer
            {
                [Jit] public NDArray<float> Apply(NDArray<float> x) => x;
                [Jit] public static NDArray<T> Same<T>(NDArray<T> x) where T : struct, System.Numerics.INumber<T> => x;
            }

            public partial class Box<T> where T : unmanaged
            {
                [Jit] public NDArray<T> Apply<U>(NDArray<T> x, U? by = default) where U : class => x;
            }

            static class Use
            {
                static object F(Layer? a, Box<int> b, NDArray<float> x, NDArray<int> i) => (a!.Apply(x), a?.Apply(x), Layer.Same(x), Layer.Same(i), b.Apply(i, "u"));
            }
            """).ShouldCompile();

        var calls = program.Source("Model.Calls");
        Assert.Contains("Apply_0(this global::Layer self, global::Kernels.NDArray<float> x) =>", calls, StringComparison.Ordinal);
        Assert.Contains("<T, U>(this global::Box<T> self,", calls, StringComparison.Ordinal);
        Assert.Equal(5, calls.Split("[InterceptsLocation(").Length - 1);
    }

    [Fact]
    public void A_private_kernel_is_intercepted_and_one_in_a_private_type_is_reported()
    {
        var program = GeneratorHarness.Run("""
            public static partial class Model
            {
                [Jit] private static NDArray<float> Hidden(NDArray<float> x) => x;
                public static NDArray<float> Use(NDArray<float> x) => Hidden(Inner.Deep(x));

                private static partial class Inner
                {
                    [Jit] public static NDArray<float> Deep(NDArray<float> x) => x;
                }
            }
            """).ShouldCompile();

        Assert.Contains("HiddenJit(x)", program.Source("Model.Calls"), StringComparison.Ordinal);
        Assert.DoesNotContain("Deep", program.Source("Model.Calls"), StringComparison.Ordinal);
        var diagnostic = Assert.Single(program.Diagnostics);
        Assert.Equal("KRN2090", diagnostic.Id);
        Assert.Equal(new(3, 71), diagnostic.Location.GetLineSpan().StartLinePosition);
    }

    [Fact]
    public void Method_groups_and_nameof_are_left_alone()
    {
        var program = GeneratorHarness.Run("""
            public static partial class Model
            {
                [Jit] public static NDArray<float> Twice(NDArray<float> x) => x;
                public static Func<NDArray<float>, NDArray<float>> F => Twice;
                public static string Name => nameof(Twice);
            }
            """, ("KernelsStrict", "true")).ShouldCompile();

        Assert.Empty(program.Diagnostics);
        Assert.DoesNotContain(program.Sources.Keys, k => k.Contains(".Calls.", StringComparison.Ordinal));
    }

    [Fact]
    public void Extension_methods_and_optional_arguments_are_intercepted_however_they_are_called()
    {
        var program = GeneratorHarness.Run("""
            public static partial class Model
            {
                [Jit] public static NDArray<float> Scale(this NDArray<float> x, float @by = 2f) => x;
                public static object Use(NDArray<float> x) => (x.Scale(), Scale(x, by: 3f), x?.Scale(1f));
            }
            """).ShouldCompile();

        Assert.Equal(3, program.Source("Model.Calls").Split("[InterceptsLocation(").Length - 1);
    }

    [Fact]
    public void A_kernel_in_a_file_local_type_is_an_error()
    {
        var program = GeneratorHarness.Run("file static partial class Model { [Jit] public static NDArray<float> Twice(NDArray<float> x) => x; }").ShouldCompile();

        Assert.Equal("KRN2093", Assert.Single(program.Diagnostics).Id);
    }

    [Fact]
    public void The_interceptors_of_a_file_are_readable() => Snapshot.Verify(GeneratorHarness.Run("""
        namespace App;

        public static partial class Model
        {
            [Jit] public static NDArray<float> Twice(NDArray<float> x) => x;
            [Jit] public static NDArray<T> Same<T>(NDArray<T> x) where T : unmanaged => x;
            public static NDArray<float> Use(NDArray<float> x) => Same(Twice(Twice(x)));
        }
        """).ShouldCompile().Source("Model.Calls"));

    [Fact]
    public void A_call_that_is_not_intercepted_is_an_error_when_strict()
    {
        var program = GeneratorHarness.Run("""
            public static partial class Model
            {
                public static NDArray<float> Use(NDArray<float> x) => Inner.Deep(x);
                private static partial class Inner { [Jit] public static NDArray<float> Deep(NDArray<float> x) => x; }
            }
            """, ("KernelsStrict", "true"));

        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(program.Diagnostics).Severity);
    }

    [Fact]
    public void Without_interception_companions_are_still_generated()
    {
        var program = GeneratorHarness.Run("""
            public static partial class Model
            {
                [Jit] public static NDArray<float> Twice(NDArray<float> x) => x;
                public static NDArray<float> Use(NDArray<float> x) => Twice(x);
            }
            """, ("KernelsInterception", "false")).ShouldCompile();

        Assert.DoesNotContain(program.Sources.Keys, k => k.Contains(".Calls.", StringComparison.Ordinal));
        Assert.Contains("TwiceJit", program.Source("Twice.Jit.Model"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_of_another_assembly_is_intercepted_to_the_companion_that_it_ships()
    {
        var library = GeneratorHarness.Run(GeneratorHarness.Compilation("Library", [], [("Lib.cs", """
            namespace Lib;
            public static partial class Model { [Jit] public static NDArray<float> Twice(NDArray<float> x) => x; }
            """)])).ShouldCompile();
        Assert.Contains("\"Lib.Model.Twice\"", library.Source("KernelLibrary"), StringComparison.Ordinal);

        var consumer = GeneratorHarness.Run(GeneratorHarness.Compilation("Consumer", [library.ToReference()], [("Use.cs", """
            static class Use { public static NDArray<float> F(NDArray<float> x) => Lib.Model.Twice(x); }
            """)])).ShouldCompile();

        Assert.Contains("Lib.Model.TwiceJit(x)", consumer.Source("Use.Calls"), StringComparison.Ordinal);
    }

    [Fact]
    public void Attributes_may_be_written_qualified_or_through_an_alias()
    {
        var program = GeneratorHarness.Run("""
            using K = Kernels.JitAttribute;
            public static partial class Model
            {
                [K] public static NDArray<float> A(NDArray<float> x) => x;
                [global::Kernels.Jit] public static NDArray<float> B(NDArray<float> x) => x;
                [Kernels.JitAttribute] public static NDArray<float> C(NDArray<float> x) => x;
            }
            """).ShouldCompile();

        Assert.All(["A.Jit.Model.g.cs", "B.Jit.Model.g.cs", "C.Jit.Model.g.cs"], name => Assert.Contains(name, program.Sources.Keys));
    }

    [Fact]
    public void A_companion_can_be_called_directly_and_from_another_kernel()
    {
        GeneratorHarness.Run("""
            public static partial class Model
            {
                [Jit] public static NDArray<float> Twice(NDArray<float> x) => x;
                [Jit] public static NDArray<float> Thrice(NDArray<float> x) => TwiceJit(x);
            }
            """).ShouldCompile();
    }
}
