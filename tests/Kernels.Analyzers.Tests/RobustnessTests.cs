using System.Collections.Immutable;
using Kernels.Analyzers.Tests.Markup;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Kernels.Analyzers.Tests;

/// <summary>Analyzers see code as it is typed: incomplete, contradictory, wrong. They must not throw, which fails <see cref="Verify.Analyze"/>.</summary>
public class RobustnessTests
{
    private static readonly DiagnosticAnalyzer[] s_analyzers =
    [
        new InPlaceMutationAnalyzer(), new DiscardedResultAnalyzer(), new MemoryWriteAnalyzer(), new KernelSideEffectAnalyzer(),
        new TypeNotPartialAnalyzer(), new AttributeMisuseAnalyzer(), new JitAsDelegateAnalyzer(),
    ];

    private const string Program = """
        using System;
        using System.Collections.Generic;
        using System.Runtime.InteropServices;
        using Kernels;
        using static Kernels.NDArray;

        static partial class Model
        {
            static int calls;

            [Vmap(InAxes = [0, -1], Name = "Scaled")]
            public static float Scale(float x, float s) { calls++; return x * s; }

            [Vmap(Shared = [nameof(s)])]
            public static (float, int) Pair(float x, string s = "") => (x, s.Length);

            [Jit]
            public static NDArray<float> Step(NDArray<float> x, float[] table, List<float> log)
            {
                table[0] = 1f;
                log.Add(1f);
                (table[1], _) = (2f, 3);
                x[0] = 4f;
                x[1..][0] += 5f;
                x.At[0].Set(1f);
                return x;
            }

            public static unsafe void Use(NDArray<float> x, float[] b, bool c)
            {
                Func<NDArray<float>, float[], List<float>, NDArray<float>> f = Step;
                fixed (float* p = x.AsSpan()) { p[0] = 1f; *(p + 1) = 2f; }
                var a = Wrap(c ? b : new float[3]);
                for (var i = 0; i < b.Length; i++) b[i] = i > 0 ? 1f : throw new InvalidOperationException();
                foreach (ref var v in MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(x.AsSpan()), 3)) v = 1f;
                try { b[0] = 1f; } catch (Exception e) when (e.Message == "") { b[1] = 1f; } finally { b[2] = 1f; }
                void Local() { b[0] = 1f; Local(); }
            }
        }
        """;

    [Fact]
    public async Task Programs_that_break_off_are_analyzed_without_an_exception()
    {
        var random = new Random(1);
        for (var length = 0; length < Program.Length; length += random.Next(80, 160))
            await AnalyzeAll(Program[..length]);
    }

    [Fact]
    public async Task A_program_with_parts_missing_is_analyzed_without_an_exception()
    {
        var random = new Random(2);
        for (var i = 0; i < 20; i++)
        {
            var start = random.Next(Program.Length);
            await AnalyzeAll(Program.Remove(start, Math.Min(random.Next(1, 40), Program.Length - start)));
        }
    }

    private static Task<ImmutableArray<Diagnostic>> AnalyzeAll(string text) => Verify.Analyze(Verify.Document(text), s_analyzers);
}
