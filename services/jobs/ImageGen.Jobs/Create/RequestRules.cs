using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Inputs;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Create;

/// <summary>Checks a request against the catalogue and fills in what it leaves open.</summary>
internal static class RequestRules
{
    private const int MaxQueueSeconds = 7 * 86_400;
    // The provider keeps a task for 12 hours (docs/provider.md).
    private const int MaxSeconds = 43_200;

    /// <returns>The job that is asked for, and the model that it is for.</returns>
    /// <exception cref="ProblemException">422, naming every member that is wrong.</exception>
    public static (Job Asked, ModelProfile Model) Check(CreateJobRequest request, ModelCatalogue catalogue, ModelProfile standard)
    {
        var errors = new RequestErrors();
        var model = request.Model is null ? standard : ModelOf(request.Model, catalogue);
        var prompt = PromptRules.Check(request, model, catalogue, errors);
        var count = PictureRules.CheckCount(request, model, errors);
        var size = RequestedSize.Of(request.Size, model, errors);
        PictureRules.CheckInputs(request, model, errors);
        ParameterRules.Check(request, model, errors);
        LabelRules.Check(request, errors);
        errors.Require(request.Priority is null or "interactive" or "batch", "/priority", "priority is interactive or batch.");
        CheckSeconds(request.QueueDeadlineS, MaxQueueSeconds, "queue_deadline_s", errors);
        CheckSeconds(request.DeadlineS, MaxSeconds, "deadline_s", errors);
        errors.ThrowIfAny();
        return (Asked(request, model, Wanted(request, model, prompt, size, count)), model);
    }

    // Without the model nothing else can be judged.
    private static ModelProfile ModelOf(string id, ModelCatalogue catalogue)
    {
        if (catalogue.TryGet(id, out var model) && model.Enabled)
            return model;
        var detail = $"There is no model '{RequestErrors.Shortened(id)}'. GET /api/v1/models lists them.";
        throw new ProblemException(422, "unknown_model", detail) { Errors = [new ProblemError("/model", detail)] };
    }

    private static ImageRequest Wanted(CreateJobRequest request, ModelProfile model, string prompt, RequestedSize size, int count) =>
        ParameterRules.AddTo(
            new ImageRequest
            {
                Model = model.Id,
                Prompt = prompt,
                Width = size.Pixels?.Width,
                Height = size.Pixels?.Height,
                SizeTier = size.Tier,
                Count = count,
                Group = request.Group == true,
                Style = request.Style,
                References = request.References ?? [],
                Mask = request.Mask,
            },
            request);

    private static Job Asked(CreateJobRequest request, ModelProfile model, ImageRequest wanted)
    {
        var job = Job.Of(wanted);
        return LabelRules.AddTo(job, request) with
        {
            WrittenPrompt = request.Style is null ? null : request.Prompt,
            TemplateId = request.TemplateId,
            Defaulted = [.. Defaulted(request)],
            Price = JobPrice.Of(model),
            Priority = request.Priority ?? job.Priority,
            QueueDeadlineSeconds = request.QueueDeadlineS ?? job.QueueDeadlineSeconds,
            DeadlineSeconds = request.DeadlineS ?? job.DeadlineSeconds,
        };
    }

    private static IEnumerable<string> Defaulted(CreateJobRequest request)
    {
        if (request.Size is null)
            yield return "size";
        if (request.Count is null)
            yield return "count";
    }

    private static void CheckSeconds(int? value, int max, string name, RequestErrors errors) =>
        errors.Require(value is null || (value >= 1 && value <= max), "/" + name, FormattableString.Invariant($"{name} is 1 to {max} seconds."));
}
