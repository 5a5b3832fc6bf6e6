namespace ImageGen.ServiceDefaults.Tests;

/// <summary>Gives out a few bytes at a time.</summary>
internal sealed class DrippingStream(byte[] bytes) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(buffer.Length, 1021)], cancellationToken);
}
