using System.Text.Json;
using ImageGen.Jobs.Domain;
using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;

namespace ImageGen.Jobs.Templates;

/// <summary>A prompt with variables that people keep for later, with the parameters that belong to it. Times are Unix milliseconds.</summary>
internal sealed record Template : DocumentPart, IDocument<Template>, IOutboxDocument<Template>
{
    public const string OwnerField = "owner";
    public const string NameField = "name";
    public const string TermsField = "terms";
    public const string CreatedAtField = "createdAt";

    public static DocumentModel<Template> Documents { get; } = new DocumentModel<Template>("templates", template => template.Id)
        .Text(OwnerField, template => template.Owner)
        .Text(NameField, template => $"{template.Owner}\n{template.Name}")
        .Numbers(TermsField, TermsOf)
        .Number(CreatedAtField, template => template.CreatedAt)
        .Index(OwnerField, CreatedAtField)
        .IndexEach(TermsField, CreatedAtField)
        .Unique(NameField)
        .WithOutbox();

    public required string Id { get; init; }

    /// <summary>The user or the team that has it.</summary>
    public required string Owner { get; init; }

    /// <summary>The user who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>Of its owner's templates no other has it.</summary>
    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>As <see cref="TemplateText"/> reads it.</summary>
    public required string Prompt { get; init; }

    /// <summary>The same.</summary>
    public string? NegativePrompt { get; init; }

    /// <summary>All that the texts name.</summary>
    public IReadOnlyList<TemplateVariable> Variables { get; init; } = [];

    /// <summary>Null: whatever the job says.</summary>
    public string? Model { get; init; }

    public string? Style { get; init; }

    public TemplateParameters Parameters { get; init; } = new();

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Jobs that were made by it, as far as they are counted (<see cref="TemplateUses"/>).</summary>
    public long Uses { get; init; }

    public long? UsedAt { get; init; }

    public required long CreatedAt { get; init; }

    public required long ChangedAt { get; init; }

    /// <summary>Counts what people change; the store's own version also counts uses.</summary>
    public long Revision { get; init; } = 1;

    public IReadOnlyList<OutboxEntry> Outbox { get; init; } = [];

    public long? OutboxDue { get; init; }

    public Template WithOutbox(IReadOnlyList<OutboxEntry> outbox, long? due) => this with { Outbox = outbox, OutboxDue = due };

    private static IEnumerable<long> TermsOf(Template template) => JobTerms.Of(template.Owner, template.Tags, TextsOf(template));

    public static IEnumerable<string?> TextsOf(Template template) => [template.Name, template.Description, template.Prompt];
}

/// <summary>What a job's request fills in.</summary>
internal sealed record TemplateVariable : DocumentPart
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>What it is where a request does not say; null is nothing.</summary>
    public string? Default { get; init; }

    /// <summary>The only values that it takes; empty where it takes any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>A request must say it.</summary>
    public bool Required { get; init; }
}

/// <summary>Parameters of a job, each null where the job decides.</summary>
internal sealed record TemplateParameters : DocumentPart
{
    public string? Size { get; init; }

    public int? Count { get; init; }

    public bool? Group { get; init; }

    public long? Seed { get; init; }

    public int? Steps { get; init; }

    public double? GuidanceScale { get; init; }

    public double? Strength { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Options { get; init; }
}
