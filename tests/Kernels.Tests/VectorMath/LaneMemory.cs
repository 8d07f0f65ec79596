using System.Reflection;

namespace Kernels.Tests.VectorMathematics;

/// <summary>Loads and stores lanes by reflection, through delegates, since <see cref="MethodBase.Invoke(object, object[])"/> copies what is passed by reference.</summary>
static class LaneMemory
{
    delegate TVector Loading<T, TVector>(ref T x, nint i);

    delegate void Storing<T, TVector>(TVector v, ref T x, nint i);

    /// <summary>The elements as lanes of a body whose widest dtype has <paramref name="size"/> bytes.</summary>
    public static object Load<T>(Type lanes, int size, T[] values) where T : unmanaged
        => Call<T>(lanes, Name<T>("Load", size), null, values);

    public static T[] Store<T>(Type lanes, int size, object vector, int count) where T : unmanaged
    {
        var values = new T[count];
        Call(lanes, Name<T>("Store", size), vector, values);
        return values;
    }

    public static object LoadMask(Type lanes, int size, bool[] values) => Call<bool>(lanes, $"LoadMask{size}", null, values);

    public static bool[] StoreMask(Type lanes, int size, object mask, int count)
    {
        var values = new bool[count];
        Call(lanes, $"StoreMask{size}", mask, values);
        return values;
    }

    // The element stands at index 1 of a longer array, so that a store beyond the lanes is seen.
    static object Call<T>(Type lanes, string name, object? vector, T[] values) where T : unmanaged
    {
        var method = lanes.GetMethods().Single(m => m.Name == name && m.GetParameters()[^2].ParameterType == typeof(T).MakeByRefType());
        var type = vector?.GetType() ?? method.ReturnType;
        var memory = new T[values.Length + 2];
        values.CopyTo(memory, 1);
        var result = typeof(LaneMemory).GetMethod(vector is null ? nameof(Loaded) : nameof(Stored), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(typeof(T), type).Invoke(null, vector is null ? [method, memory] : [method, memory, vector])!;
        Assert.Equal(default, memory[0]);
        Assert.Equal(default, memory[^1]);
        memory.AsSpan(1, values.Length).CopyTo(values);
        return result;
    }

    static object Loaded<T, TVector>(MethodInfo method, T[] memory) where TVector : struct
        => method.CreateDelegate<Loading<T, TVector>>()(ref memory[0], 1);

    static T[] Stored<T, TVector>(MethodInfo method, T[] memory, TVector vector) where TVector : struct
    {
        method.CreateDelegate<Storing<T, TVector>>()(vector, ref memory[0], 1);
        return memory;
    }

    static string Name<T>(string verb, int size) where T : unmanaged => default(T) switch
    {
        byte when size > 1 => $"{verb}U8_{size}",
        float when size > 4 => $"{verb}F32_{size}",
        int when size > 4 => $"{verb}I32_{size}",
        _ => verb,
    };
}
