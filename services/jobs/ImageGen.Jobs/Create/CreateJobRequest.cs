using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageGen.Jobs.Create;

[Description("What to make. Which parameters a model takes is in the catalogue; one it does not take is refused, never dropped.")]
internal sealed record CreateJobRequest
{
    [Description("Id of the model; this installation's default where it is left out.")]
    public string? Model { get; init; }

    [Description("What to show. Needed by every model but those whose prompt is not required.")]
    public string? Prompt { get; init; }

    public string? NegativePrompt { get; init; }

    [Description("Width and height in pixels, such as 2048x2048; or one of the model's tiers, such as 2K, where it has some.")]
    public string? Size { get; init; }

    [Description("Pictures of this job.")]
    [JsonConverter(typeof(WholeNumber<int>))]
    public int? Count { get; init; }

    [Description("The pictures belong together and are made by one call; only models with a group_max make groups.")]
    public bool? Group { get; init; }

    [JsonConverter(typeof(WholeNumber<long>))]
    public long? Seed { get; init; }

    [JsonConverter(typeof(WholeNumber<int>))]
    public int? Steps { get; init; }

    public double? GuidanceScale { get; init; }

    [Description("Id of a style preset, whose words are added to the prompt. GET /api/v1/styles lists them.")]
    public string? Style { get; init; }

    [Description("Reference images: https links of at most 8192 characters to public hosts, or ids of uploads or pictures of yours. Bytes are not taken: upload them.")]
    public IReadOnlyList<string>? References { get; init; }

    [Description("Id of an upload: white is painted anew, black is kept.")]
    public string? Mask { get; init; }

    public double? Strength { get; init; }

    [Description("What only some models take: the model's options by name, each a number, a text or a boolean.")]
    public IReadOnlyDictionary<string, JsonElement>? Options { get; init; }

    [Description("interactive (default) or batch: batch gives way.")]
    public string? Priority { get; init; }

    [Description("Seconds the job may wait for its turn: 1 to 604800, by default 86400.")]
    [JsonConverter(typeof(WholeNumber<int>))]
    public int? QueueDeadlineS { get; init; }

    [Description("Seconds the provider may take: 1 to 43200, by default 900.")]
    [JsonConverter(typeof(WholeNumber<int>))]
    public int? DeadlineS { get; init; }

    [Description("Id of a team of yours that is to have the job: its members see it, and all but viewers change it. Yours alone where it is left out.")]
    public string? Team { get; init; }

    [Description("At most 200 characters.")]
    public string? Title { get; init; }

    [Description("At most 20, each of 1 to 50 characters.")]
    public IReadOnlyList<string>? Tags { get; init; }

    [Description("Yours, returned as it is: at most 20 members, names to 64 and values to 512 characters.")]
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    [Description("Id of a template of yours or of a team of yours. What this request says itself wins.")]
    public string? TemplateId { get; init; }

    [Description("Values of the template's variables by their names, each a text of at most 2000 characters. Braces in a value are only braces.")]
    public IReadOnlyDictionary<string, string>? Variables { get; init; }

    /// <summary>The same for every spelling of the request.</summary>
    [JsonIgnore]
    public CreateJobRequest Canonical => this with { Options = Sorted(Options), Metadata = Sorted(Metadata), Variables = Sorted(Variables) };

    private static SortedDictionary<string, T>? Sorted<T>(IReadOnlyDictionary<string, T>? members) =>
        members is null ? null : new SortedDictionary<string, T>(members.ToDictionary(), StringComparer.Ordinal);
}
