using ImageGen.Contracts;
using ImageGen.Storage;
using ImageGen.Storage.Copies;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>A process that copies pictures into our store.</summary>
internal sealed class StorageProcess(Life life, string name) : SimulatedProcess(life, name, "storage")
{
    private ImagesGeneratedHandler generated = null!;

    protected override IReadOnlyList<Loop> Build()
    {
        var outlet = new Outlet<ImageCopy>(Life, this, Life.Copies, Life.LeftOut?.OfCopies(Life));
        generated = new ImagesGeneratedHandler(Store("generated"), new CopyWake(), Time);
        var copy = new CopyLoop(
            Store("copy"), new SimulatedCopier(Life, this), Options.Create(new StorageOptions()), Time, NullLogger<CopyLoop>.Instance);
        return
        [
            new Loop("copy", () => Life.IsDue(Life.Copies, CopyDocuments.NextTryAt), () => copy.RunOnceAsync(CancellationToken.None)),
            .. outlet.Loops(),
        ];

        CopyStore Store(string flow) => new(outlet.Documents(flow), outlet.Outbox(flow), NullLogger<CopyStore>.Instance);
    }

    protected override Task HandleAsync(object message) => message switch
    {
        ImagesGenerated fact => generated.HandleAsync(fact, CancellationToken.None),
        _ => throw new InvalidOperationException($"Storage does not consume {message.GetType().Name}."),
    };
}
