using Microsoft.Extensions.Logging;

namespace ImageGen.Storage.Uploads;

internal sealed class UploadPurgeService(UploadPurge purge, TimeProvider time, ILogger<UploadPurgeService> logger)
    : PurgeService("Old uploads", TimeSpan.FromMinutes(10), purge.RunOnceAsync, time, logger);
