using DotNet.Testcontainers.Containers;

namespace ImageGen.TestKit;

/// <summary>Starts a server in a container, if there is a Docker that can.</summary>
internal static class DockerServer
{
    // Enough to fetch an image; without a bound, one that never gets ready would hold the tests for an hour.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <returns>The running and ready container, or why there is none.</returns>
    public static async Task<(TContainer? Container, string Reason)> TryStartAsync<TContainer>(Func<TContainer> build) where TContainer : class, IContainer
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            var container = build();
            await container.StartAsync(patience.Token);
            return (container, "");
        }
        catch (Exception error)
        {
            return (null, "Docker can not run one (" + error.Message.Split('\n')[0].Trim() + ")");
        }
    }
}
