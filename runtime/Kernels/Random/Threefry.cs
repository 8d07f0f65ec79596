using System.Numerics;

namespace Kernels;

/// <summary>Threefry-2x32 of 20 rounds, one block: for keys, and as what the vector code must give.</summary>
internal static class Threefry
{
    private static readonly int[] s_rotations = [13, 15, 26, 6, 17, 29, 16, 24];

    public static (uint, uint) Block(uint key0, uint key1, uint x0, uint x1)
    {
        Span<uint> keys = [key0, key1, key0 ^ key1 ^ 0x1BD11BDA];
        x0 += key0;
        x1 += key1;
        for (var group = 0; group < 5; group++)
        {
            for (var round = 0; round < 4; round++)
            {
                x0 += x1;
                x1 = BitOperations.RotateLeft(x1, s_rotations[group % 2 * 4 + round]) ^ x0;
            }
            x0 += keys[(group + 1) % 3];
            x1 += keys[(group + 2) % 3] + (uint)(group + 1);
        }
        return (x0, x1);
    }
}
