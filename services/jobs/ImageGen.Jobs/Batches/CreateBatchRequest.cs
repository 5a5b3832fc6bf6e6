using System.ComponentModel;
using System.Text.Json.Serialization;
using ImageGen.Jobs.Create;

namespace ImageGen.Jobs.Batches;

[Description("Many jobs in one request: either one by one, or as a grid over a common body. At most 100.")]
internal sealed record CreateBatchRequest
{
    [Description("1 to 100 bodies as POST /api/v1/jobs takes them.")]
    public IReadOnlyList<CreateJobRequest>? Jobs { get; init; }

    [Description("A job for each combination of what is listed here: at most 100.")]
    public JobGridRequest? Grid { get; init; }

    [Description("What all jobs of the grid have in common, as POST /api/v1/jobs takes it: everything that the grid does not list.")]
    public CreateJobRequest? Common { get; init; }

    /// <summary>The same for every spelling of the request.</summary>
    [JsonIgnore]
    public CreateBatchRequest Canonical => this with { Jobs = Jobs is null ? null : [.. Jobs.Select(job => job?.Canonical!)], Common = Common?.Canonical };
}

[Description("The jobs come in this order: all seeds for the first size, then for the next, and so on; prompts change last.")]
internal sealed record JobGridRequest
{
    public IReadOnlyList<string>? Prompts { get; init; }

    [Description("Ids of models.")]
    public IReadOnlyList<string>? Models { get; init; }

    public IReadOnlyList<string>? Sizes { get; init; }

    public IReadOnlyList<long>? Seeds { get; init; }
}
