namespace ImageGen.Volcengine.Simulator;

/// <summary>Reads a body whole.</summary>
internal static class RequestBody
{
    /// <returns>Null where it is larger than allowed.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext context, int max)
    {
        using var buffer = new MemoryStream((int)Math.Min(context.Request.ContentLength ?? 0, max));
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > max)
                return null;
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }
}
