using MassTransit;
using Microsoft.Extensions.Logging;

namespace ImageGen.Messaging.Transports;

/// <summary>Tells the listeners of this process whenever its temporary queue has been declared.</summary>
internal sealed partial class FanOutObserver(IEnumerable<IFanOutListener> listeners, ILogger<FanOutObserver> logger)
    : IReceiveEndpointObserver
{
    public Task Ready(ReceiveEndpointReady ready)
    {
        if (FanOut.IsFanOut(ready.InputAddress.AbsolutePath))
        {
            LogListening(ready.InputAddress.AbsolutePath);
            foreach (var listener in listeners)
            {
                listener.Listening();
            }
        }

        return Task.CompletedTask;
    }

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    public Task Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Listening on the temporary queue {Queue}")]
    private partial void LogListening(string queue);
}
