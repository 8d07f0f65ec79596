using Kernels.Analyzers.Tests.Markup;

namespace Kernels.Analyzers.Tests;

public class MemoryWriteTests
{
    private static Task Reports(string body) => Verify.Diagnostics<MemoryWriteAnalyzer>($$"""
        class C
        {
            float[] buffer = new float[3];
            NDArray<float>? kept;
            unsafe void M(NDArray<float> x, float[] b, int n, bool c)
            {
                {{body}}
            }
            static void Fill(Span<float> span) { }
            static void Change(ref float value) { }
        }
        """);

    [Theory]
    [InlineData("var s = x.AsSpan(); ref var r = ref MemoryMarshal.GetReference(s); [|r|] = 1f;")]
    [InlineData("[|MemoryMarshal.GetReference(x.AsSpan())|] = 1f;")]
    [InlineData("[|Unsafe.Add(ref MemoryMarshal.GetReference(x.AsSpan()), 1)|] += 1f;")]
    [InlineData("[|Unsafe.AsRef(in x.AsSpan()[0])|] = 1f;")]
    [InlineData("var s = x.AsSpan(); var w = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(s), s.Length); [|w[0]|] = 1f;")]
    [InlineData("var s = x.AsSpan(); var w = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(s), s.Length); [|w.Slice(1)|].Fill(1f);")]
    [InlineData("var s = x.AsSpan(); var w = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(s), s.Length); [|w[1..]|].Clear();")]
    [InlineData("var s = x.AsSpan(); var w = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(s), s.Length); b.AsSpan().CopyTo([|w|]);")]
    [InlineData("Change(ref [|MemoryMarshal.GetReference(x.AsSpan())|]);")]
    public Task A_write_through_a_span_made_writable_is_reported(string body) => Reports(body);

    [Theory]
    [InlineData("fixed (float* p = x.AsSpan()) { [|*p|] = 1f; }")]
    [InlineData("fixed (float* p = x.AsSpan()) { [|p[1]|] = 1f; }")]
    [InlineData("fixed (float* p = x.AsSpan()) { var q = p + 1; [|*q|] += 1f; }")]
    [InlineData("fixed (float* p = &MemoryMarshal.GetReference(x.AsSpan())) { [|p[0]|]++; }")]
    public Task A_write_through_a_pointer_is_reported(string body) => Reports(body);

    [Theory]
    [InlineData("var a = NDArray.Wrap(b); [|b[0]|] = 1f;")]
    [InlineData("var a = NDArray.Wrap(b); [|b[0]|] += 1f; (_, [|b[1]|]) = (1f, 2f);")]
    [InlineData("kept = NDArray.Wrap(b); Array.Fill([|b|], 1f); Array.Sort([|b|]); [|b.AsSpan()|].Clear();")]
    [InlineData("kept = NDArray.Wrap(b); var s = b.AsSpan(1); [|s[0]|] = 1f;")]
    [InlineData("kept = NDArray.Wrap(b, [3]); [|b[0]|] = c ? 1f : 2f;")]
    [InlineData("kept = NDArray.Wrap(buffer); [|buffer[0]|] = 1f;")]
    [InlineData("if (c) kept = NDArray.Wrap(b); [|b[0]|] = 1f;")]
    [InlineData("for (var i = 0; i < n; i++) { [|b[i]|] = i; kept = NDArray.Wrap(b); }")]
    [InlineData("kept = NDArray.Wrap(b); Action f = () => [|b[0]|] = 1f;")]
    [InlineData("kept = NDArray.Wrap(b); Change(ref [|b[0]|]);")]
    [InlineData("void Local() { kept = NDArray.Wrap(b); [|b[0]|] = 1f; } Local();")]
    public Task A_write_to_a_wrapped_array_is_reported(string body) => Reports(body);

    [Theory]
    [InlineData("b[0] = 1f; kept = NDArray.Wrap(b);")]
    [InlineData("kept = NDArray.Wrap(b); b = new float[3]; b[0] = 1f;")]
    [InlineData("for (var i = 0; i < n; i++) { b = new float[3]; b[0] = i; kept = NDArray.Wrap(b); }")]
    [InlineData("for (var i = 0; i < n; i++) { var row = new float[3]; row[0] = i; kept = NDArray.Wrap(row); }")]
    [InlineData("if (c) { kept = NDArray.Wrap(b); return; } b[0] = 1f;")]
    [InlineData("if (c) kept = NDArray.Wrap(b); else b[0] = 1f;")]
    [InlineData("kept = NDArray.FromArray(b); b[0] = 1f;")]
    [InlineData("kept = NDArray.Wrap(b); var v = b[0]; v += 1f; var other = new float[3]; other[0] = b[0];")]
    [InlineData("kept = NDArray.Wrap(b); b.AsSpan().CopyTo(new float[3]); Fill(new float[3]);")]
    public Task Writes_before_wrapping_or_to_another_array_are_not_reported(string body) => Reports(body);

    [Theory]
    [InlineData("Span<float> s = new float[3]; s[0] = 1f; x.AsSpan().CopyTo(s); s[1] = 2f;")]
    [InlineData("var copy = x.AsSpan().ToArray(); copy[0] = 1f; var all = x.ToArray(); all[0] = 1f;")]
    [InlineData("var sum = 0f; foreach (var v in x.AsSpan()) sum += v;")]
    [InlineData("ref readonly var r = ref MemoryMarshal.GetReference(x.AsSpan()); b[0] = r;")]
    [InlineData("fixed (float* p = x.AsSpan()) { b[0] = *p; b[1] = p[1]; }")]
    [InlineData("fixed (float* p = x.AsSpan(), q = b) { q[0] = p[0]; }")]
    [InlineData("var s = x.AsSpan(); try { b[0] = s[0]; } finally { b[1] = 1f; }")]
    public Task Reads_and_copies_are_not_reported(string body) => Reports(body);
}
