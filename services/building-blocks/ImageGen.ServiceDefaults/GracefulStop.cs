using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace ImageGen.ServiceDefaults;

public static class GracefulStop
{
    /// <summary>
    /// Starts the host and runs it until it is asked to stop; then it finishes what is in hand, for as long as
    /// <see cref="HostOptions.ShutdownTimeout"/> allows. A Ctrl-C while it does so ends the waiting.
    /// </summary>
    public static async Task RunToItsEndAsync(this WebApplication app)
    {
        await app.StartAsync();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var stopping = app.Lifetime.ApplicationStopping.Register(() => asked.TrySetResult());
        await asked.Task;

        using var impatient = new CancellationTokenSource();
        // Only Ctrl-C: whoever ends a group of processes by Ctrl-C may send each of them a SIGTERM as well.
        using var second = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            impatient.Cancel();
        });
        try
        {
            await app.StopAsync(impatient.Token);
        }
        catch (Exception) when (impatient.IsCancellationRequested)
        {
            // Whatever would not be hurried ends with the process.
        }
    }
}
