using ImageGen.Contracts;
using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;

namespace ImageGen.Messaging.Tests.Outbox;

/// <summary>A document that carries messages, as a module would have one.</summary>
internal sealed record Parcel : DocumentPart, IDocument<Parcel>, IOutboxDocument<Parcel>
{
    public required string Id { get; init; }

    public string Text { get; init; } = "";

    public IReadOnlyList<OutboxEntry> Outbox { get; init; } = [];

    public long? OutboxDue { get; init; }

    public static DocumentModel<Parcel> Documents { get; } = new DocumentModel<Parcel>("parcels", parcel => parcel.Id).WithOutbox();

    public Parcel WithOutbox(IReadOnlyList<OutboxEntry> outbox, long? due) => this with { Outbox = outbox, OutboxDue = due };

    /// <summary>Adds a message that is told apart by its job.</summary>
    public Parcel Saying(string job, DateTimeOffset? notBefore = null) => this with
    {
        Outbox = Outbox.With(
            new GenerationStarted { JobId = job, Attempt = 1, Indices = [0], StartedAt = DateTimeOffset.UnixEpoch }, key: job, notBefore),
    };
}
