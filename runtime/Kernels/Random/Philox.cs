namespace Kernels;

/// <summary>Philox-4x32 of 10 rounds, one block, after Salmon, Moraes, Dror and Shaw (2011).</summary>
internal static class Philox
{
    public static (uint, uint, uint, uint) Block(uint key0, uint key1, uint x0, uint x1, uint x2, uint x3)
    {
        for (var round = 0; round < 10; round++)
        {
            var (p0, p1) = (0xD2511F53ul * x0, 0xCD9E8D57ul * x2);
            (x0, x1, x2, x3) = ((uint)(p1 >> 32) ^ x1 ^ key0, (uint)p1, (uint)(p0 >> 32) ^ x3 ^ key1, (uint)p0);
            key0 += 0x9E3779B9;
            key1 += 0xBB67AE85;
        }
        return (x0, x1, x2, x3);
    }
}
