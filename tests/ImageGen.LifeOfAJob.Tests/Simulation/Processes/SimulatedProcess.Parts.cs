using System.Buffers.Binary;
using System.Diagnostics.Metrics;
using ImageGen.LifeOfAJob.Tests.Simulation.Provider;
using ImageGen.LifeOfAJob.Tests.Simulation.World;
using ImageGen.Messaging;
using ImageGen.Messaging.Outbox;
using ImageGen.ObjectStorage;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.Storage;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Wire;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Processes;

/// <summary>The world's own in the place of a process's stores, broker, network, clock and dice; all else is what its modules register.</summary>
internal sealed partial class SimulatedProcess
{
    // Instruments live as long as the program and nobody reads them here.
    private static readonly VolcengineTelemetry Telemetry = new();
    private static readonly OutboxMetrics Metrics = new(new NoMeters());

    private Parts Furnish(Lifetime lifetime)
    {
        var parts = new Parts(Blueprint, type => WitnessLogger.Of(type, life, this));
        foreach (var documents in Blueprint.Documents)
            parts.Add(documents.Contract, life.DocumentsOf(documents, this));
        parts.Add<TimeProvider>(Time);
        parts.Add<IHostApplicationLifetime>(lifetime);
        parts.Add<IObjectStore>(new SimulatedObjects(life, this));
        parts.Add<IMessagePublisher>(new SimulatedPublisher(life, this));
        parts.Add(new MessagingMode(SingleProcess: life.Plan.Standalone));
        parts.Add(new Random((int)(life.Prng.Next() >> 40)));
        parts.Add(Models.Catalogue(Plan.UnknownModel));
        parts.Add<DocumentIds>(new SimulatedIds(life, Time));
        parts.Add(Telemetry);
        parts.Add(Metrics);
        if (Roles.HasFlag(Roles.Worker))
        {
            parts.Add(Options.Create(life.Plan.OptionsOf(Plan, life.Plan.Flaw is { } flaw ? flaw.Restored(life.RestoredAs) : life.RestoredAs)));
            parts.Add<WireHandler>(_ => new SimulatedWire(life, this));
        }

        if (Roles.HasFlag(Roles.Storage))
        {
            parts.Add(Options.Create(new StorageOptions { SourceHosts = [PictureHost.Name], EagerThumbnails = false }));
            parts.Add<IHttpClientFactory>(new SimulatedClients(life, this));
        }

        if (Roles.HasFlag(Roles.Jobs) || Roles.HasFlag(Roles.Storage))
            parts.Add<ICaller>(new Owners());
        return parts;
    }

    private sealed class NoMeters : IMeterFactory
    {
        private readonly Meter meter = new("ImageGen.LifeOfAJob");

        public Meter Create(MeterOptions options) => meter;

        public void Dispose() => meter.Dispose();
    }
}

/// <summary>Ids that are the same each time the life is lived: short, but where somebody will ask an id for its time.</summary>
internal sealed class SimulatedIds(Life life, TimeProvider time) : DocumentIds(time)
{
    public override string New(string prefix)
    {
        // Tickets of reservations are named apart, so that jobs keep their letters.
        if (prefix == "tkt_")
            return $"{prefix}{life.Ticketed++}";
        var number = life.Drawn++;
        if (life.Plan.Interventions.All(intervention => intervention.Kind != InterventionKind.Restore))
            return $"{prefix}{(char)('a' + (number % 26))}{(number >= 26 ? $"{number / 26}" : "")}";
        var bytes = new byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, life.Clock.Now << 16);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(12), number);
        return prefix + DocumentId.Encode(new Guid(bytes, bigEndian: true));
    }
}
