using System.Buffers.Binary;
using System.IO.Compression;
using Kernels;

namespace Mandelbrot;

/// <summary>Writes images as PNG files, after https://www.w3.org/TR/png-3.</summary>
internal static class Png
{
    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(n =>
    {
        var c = (uint)n;
        for (var k = 0; k < 8; k++) c = (c & 1) != 0 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
        return c;
    })];

    /// <summary>Writes an image of 8 bits a channel.</summary>
    /// <param name="path">The file, which is replaced if it exists.</param>
    /// <param name="image">Of shape (height, width, 3): red, green, blue.</param>
    public static void Write(string path, NDArray<byte> image)
    {
        int height = image.Shape[0], width = image.Shape[1];
        using var file = File.Create(path);
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;              // bits a channel
        header[9] = 2;              // red, green, blue
        Chunk(file, "IHDR"u8, header);

        // Each row begins with the filter that it was coded with: 0, none.
        var rows = NDArray.Concatenate([NDArray.Zeros<byte>(height, 1), image.Reshape(height, width * 3)], axis: 1);
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(rows.ToArray());
        Chunk(file, "IDAT"u8, packed.ToArray());
        Chunk(file, "IEND"u8, []);
    }

    private static void Chunk(Stream file, ReadOnlySpan<byte> type, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        byte[] content = [.. type, .. data];
        file.Write(content);
        var crc = uint.MaxValue;
        foreach (var b in content) crc = CrcTable[(byte)(crc ^ b)] ^ (crc >> 8);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~crc);
        file.Write(number);
    }
}
