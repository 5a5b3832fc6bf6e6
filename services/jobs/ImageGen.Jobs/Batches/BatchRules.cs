using ImageGen.Jobs.Create;
using ImageGen.Jobs.Inputs;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Batches;

/// <summary>What a batch asks for, one by one.</summary>
internal static class BatchRules
{
    /// <summary>Jobs of a batch.</summary>
    public const int Most = 100;

    private const string Priority = "batch";

    /// <returns>The entries in their order, with the priority that jobs of a batch have where they do not say.</returns>
    /// <exception cref="ProblemException">422: it is neither a list nor a grid, is empty, or asks for too many.</exception>
    public static IReadOnlyList<BatchEntry> EntriesOf(CreateBatchRequest request)
    {
        var errors = new RequestErrors();
        errors.Require(request.Jobs is null != request.Grid is null, "", "A batch has either jobs or a grid.");
        errors.Require(request.Common is null || request.Grid is not null, "/common", "Only a grid has something in common: write it into each of the jobs.");
        errors.ThrowIfAny();
        return request.Grid is { } grid ? OfGrid(grid, request.Common ?? new CreateJobRequest()) : OfList(request.Jobs!);
    }

    private static List<BatchEntry> OfList(IReadOnlyList<CreateJobRequest?> jobs)
    {
        RequestErrors.ThrowUnless(jobs.Count is >= 1 and <= Most, "/jobs", FormattableString.Invariant($"A batch has 1 to {Most} jobs, not {jobs.Count}."));
        return [.. jobs.Select((job, index) => new BatchEntry(index, WithPriority(job), pointer => FormattableString.Invariant($"/jobs/{index}{pointer}")))];
    }

    private static List<BatchEntry> OfGrid(JobGridRequest grid, CreateJobRequest common)
    {
        CheckAxes(grid, common);
        var places =
            from prompt in Axis(grid.Prompts)
            from model in Axis(grid.Models)
            from size in Axis(grid.Sizes)
            from seed in Axis(grid.Seeds)
            select (prompt, model, size, seed);
        return
        [
            .. places.Select((place, index) =>
            {
                var (prompt, model, size, seed) = place;
                var request = common with
                {
                    Prompt = grid.Prompts is null ? common.Prompt : grid.Prompts[prompt],
                    Model = grid.Models is null ? common.Model : grid.Models[model],
                    Size = grid.Sizes is null ? common.Size : grid.Sizes[size],
                    Seed = grid.Seeds is null ? common.Seed : grid.Seeds[seed],
                };
                return new BatchEntry(index, WithPriority(request), pointer => pointer switch
                {
                    "/prompt" when grid.Prompts is not null => FormattableString.Invariant($"/grid/prompts/{prompt}"),
                    "/model" when grid.Models is not null => FormattableString.Invariant($"/grid/models/{model}"),
                    "/size" when grid.Sizes is not null => FormattableString.Invariant($"/grid/sizes/{size}"),
                    "/seed" when grid.Seeds is not null => FormattableString.Invariant($"/grid/seeds/{seed}"),
                    _ => "/common" + pointer,
                });
            }),
        ];
    }

    private static void CheckAxes(JobGridRequest grid, CreateJobRequest common)
    {
        var errors = new RequestErrors();
        var count = 1L;
        Check("prompts", grid.Prompts?.Count, "prompt", common.Prompt is not null);
        Check("models", grid.Models?.Count, "model", common.Model is not null);
        Check("sizes", grid.Sizes?.Count, "size", common.Size is not null);
        Check("seeds", grid.Seeds?.Count, "seed", common.Seed is not null);
        errors.ThrowIfAny();
        RequestErrors.ThrowUnless(count <= Most, "/grid", FormattableString.Invariant($"A grid has at most {Most} jobs; this one has {count}."));

        void Check(string axis, int? length, string member, bool isCommon)
        {
            if (length is null)
                return;
            errors.Require(length > 0, "/grid/" + axis, $"{axis} lists nothing: leave it out where all jobs have the same.");
            errors.Require(!isCommon, "/common/" + member, $"The grid lists {axis}, so {member} is not common.");
            // A body can not hold enough to make this overflow in one step, and what is too many stays so.
            count = Math.Min(count * length.Value, int.MaxValue);
        }
    }

    /// <summary>The places of a list; of one that is not there a single place, which nobody looks up.</summary>
    private static IEnumerable<int> Axis<T>(IReadOnlyList<T>? values) => Enumerable.Range(0, values?.Count ?? 1);

    private static CreateJobRequest? WithPriority(CreateJobRequest? request) =>
        request is null ? null : request with { Priority = request.Priority ?? Priority };
}
