using Microsoft.Extensions.Logging;

namespace ImageGen.Storage.Copying;

internal sealed class IncomingPurgeService(IncomingPurge purge, TimeProvider time, ILogger<IncomingPurgeService> logger)
    : PurgeService("Incoming pictures", TimeSpan.FromHours(6), purge.RunOnceAsync, time, logger);
