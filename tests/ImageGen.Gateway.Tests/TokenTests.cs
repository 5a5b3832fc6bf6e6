namespace ImageGen.Gateway.Tests;

/// <summary>Some addresses end in what gives access to them.</summary>
public sealed class TokenTests
{
    [Fact]
    public async Task No_line_of_the_log_holds_one()
    {
        await using var door = await Door.OpenAsync("http://127.0.0.1:0");
        Assert.Equal(500, (int)(await door.SendAsync(HttpMethod.Get, "/api/v1/provider-inputs/s3cret-token", host: null)).StatusCode);
        var lines = door.Log.GetSnapshot();
        Assert.Contains(lines, line => line.Message.Contains("/api/v1/provider-inputs/{token}", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Message.Contains("s3cret-token", StringComparison.Ordinal));
    }
}
