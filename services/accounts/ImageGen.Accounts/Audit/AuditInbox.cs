using ImageGen.Contracts;
using ImageGen.Messaging;
using ImageGen.Persistence;

namespace ImageGen.Accounts.Audit;

/// <summary>
/// Takes what the other services tell, from the queue. Nobody tells it a second time, so it is not set aside while the store is away or full:
/// it is tried until it is kept, or the broker gives it to another replica.
/// </summary>
internal sealed class AuditInbox(IMessageHandler<Audited> log, TimeProvider time) : IMessageHandler<Audited>
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public async Task HandleAsync(Audited told, CancellationToken cancellationToken)
    {
        for (var pause = First; ; pause = pause * 2 < Longest ? pause * 2 : Longest)
        {
            try
            {
                await log.HandleAsync(told, cancellationToken);
                return;
            }
            catch (Exception error) when (error is DocumentStoreUnavailableException or DocumentStoreFullException)
            {
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }
}
