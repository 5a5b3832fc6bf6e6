using ImageGen.Benchmarks;

// Usage: make bench-in-flight.
if (args is ["in-flight"])
{
    await InFlight.RunAsync();
    return;
}

// Usage: make bench-polls.
if (args is ["polls"])
{
    await Polls.RunAsync();
    return;
}

// Usage: make bench-uploads.
if (args is ["uploads"])
{
    Environment.ExitCode = await Uploads.RunAsync() ? 0 : 1;
    return;
}

// Usage: make bench-lists. JOBS sets among how many jobs (default 1,000,000); MONGODB_URL names a server to measure besides SQLite.
if (args is ["lists"])
{
    await Lists.RunAsync();
    return;
}

// Usage: make bench. JOBS sets how many jobs each run makes (default 400). The distributed stacks run where RABBITMQ_URL, MONGODB_URL and S3_* are set.
var jobs = int.TryParse(Environment.GetEnvironmentVariable("JOBS"), out var given) ? given : 400;
await using var provider = await InstantProvider.StartAsync();
Report.Header();

var disk = Directory.CreateTempSubdirectory("imagegen-bench-").FullName;
var bareDisk = await BareLoop.RunAsync(provider, jobs, s3: false, disk);
await using (var standalone = await Stack.StandaloneAsync(provider, disk))
    Report.Row("SQLite + local disk", await Load.RunAsync(standalone.Door, jobs), bareDisk);

if (Stack.HasServers)
{
    var bareS3 = await BareLoop.RunAsync(provider, jobs, s3: true, disk);
    foreach (var mongo in new[] { true, false })
    {
        await using var distributed = await Stack.DistributedAsync(provider, disk, mongo);
        Report.Row(mongo ? "RabbitMQ + Mongo + S3" : "RabbitMQ + SQLite + S3", await Load.RunAsync(distributed.Door, jobs), bareS3);
    }
}
else
{
    Console.WriteLine("RabbitMQ + Mongo + S3   skipped: set RABBITMQ_URL, MONGODB_URL, S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY and S3_SECRET_KEY");
}

Directory.Delete(disk, recursive: true);
