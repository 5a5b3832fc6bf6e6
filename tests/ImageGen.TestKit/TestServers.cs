using Xunit;

namespace ImageGen.TestKit;

/// <summary>How tests treat a real server that is not there.</summary>
public static class TestServers
{
    private static readonly HashSet<string> Required = new(
        (Environment.GetEnvironmentVariable("IMAGEGEN_TEST_REQUIRE") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Skips the running test and says why; where <c>IMAGEGEN_TEST_REQUIRE</c> names the server, fails it instead.</summary>
    /// <param name="server"><c>rabbitmq</c>, <c>mongodb</c>, <c>mongodb-replica-set</c>, <c>s3</c>, <c>s3b</c>, <c>toxiproxy</c>, <c>browser</c>, <c>exiftool</c>, <c>disk</c> or <c>earlier</c>.</param>
    public static void SkipOrFail(string server, string reason)
    {
        Assert.False(Required.Contains(server), $"{server} is required here, but: {reason}");
        Assert.Skip(reason);
    }
}
