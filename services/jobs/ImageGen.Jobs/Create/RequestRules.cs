using System.Globalization;
using System.Text.RegularExpressions;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.ServiceDefaults;

namespace ImageGen.Jobs;

/// <summary>Checks a request against the catalogue and fills in what it leaves open.</summary>
internal static partial class RequestRules
{
    private const int MaxQueueSeconds = 7 * 86_400;
    // The provider keeps a task for 12 hours.
    private const int MaxSeconds = 43_200;

    /// <exception cref="ProblemException">422, naming every member that is wrong.</exception>
    public static NewJob Check(CreateJobRequest request, ModelCatalogue catalogue, ModelProfile standard)
    {
        var errors = new RequestErrors();
        var model = request.Model is null ? standard : ModelOf(request.Model, catalogue);
        CheckPrompt(request.Prompt, model, errors);
        var count = request.Count ?? model.Count.Default;
        errors.Require(count >= 1 && count <= model!.Count.Max, "/count", Invariant($"count is {count}; {model.Id} makes 1 to {model.Count.Max} pictures a job."));
        var size = SizeOf(request.Size, model, errors);
        ParameterRules.Check(request, model, errors);
        LabelRules.Check(request, errors);
        errors.Require(request.Priority is null or "interactive" or "batch", "/priority", "priority is interactive or batch.");
        CheckSeconds(request.QueueDeadlineS, MaxQueueSeconds, "queue_deadline_s", errors);
        CheckSeconds(request.DeadlineS, MaxSeconds, "deadline_s", errors);
        errors.ThrowIfAny();
        return New(request, model, size, count);
    }

    // Without the model nothing else can be judged.
    private static ModelProfile ModelOf(string id, ModelCatalogue catalogue)
    {
        if (catalogue.TryGet(id, out var model))
            return model;
        var detail = $"There is no model '{Shortened(id)}'. GET /api/v1/models lists them.";
        throw new ProblemException(422, "unknown_model", detail) { Errors = [new ProblemError("/model", detail)] };
    }

    private static NewJob New(CreateJobRequest request, ModelProfile model, PictureSize size, int count)
    {
        var order = new NewJob
        {
            Request = new ImageRequest
            {
                Model = model.Id,
                Prompt = request.Prompt,
                NegativePrompt = request.NegativePrompt,
                Width = size.Width,
                Height = size.Height,
                Count = count,
                Seed = request.Seed,
                Steps = request.Steps,
                GuidanceScale = request.GuidanceScale,
                Style = request.Style,
                References = request.References ?? [],
                Mask = request.Mask,
                Strength = request.Strength,
            },
            Defaulted = [.. Defaulted(request)],
            Title = request.Title,
            Tags = request.Tags ?? [],
        };
        return order with
        {
            Priority = request.Priority ?? order.Priority,
            Metadata = request.Metadata ?? order.Metadata,
            QueueDeadlineSeconds = request.QueueDeadlineS ?? order.QueueDeadlineSeconds,
            DeadlineSeconds = request.DeadlineS ?? order.DeadlineSeconds,
        };
    }

    private static IEnumerable<string> Defaulted(CreateJobRequest request)
    {
        if (request.Size is null)
            yield return "size";
        if (request.Count is null)
            yield return "count";
    }

    private static void CheckPrompt(string prompt, ModelProfile model, RequestErrors errors)
    {
        errors.Require(!string.IsNullOrWhiteSpace(prompt), "/prompt", "The prompt is empty.");
        var length = prompt.EnumerateRunes().Count();
        errors.Require(
            length <= model.Prompt.MaxLength, "/prompt", Invariant($"The prompt has {length} characters; {model.Id} takes at most {model.Prompt.MaxLength}."));
    }

    private static PictureSize SizeOf(string? text, ModelProfile model, RequestErrors errors)
    {
        if (text is null)
            return model.Size.Default;
        var match = SizeForm().Match(text);
        if (!match.Success)
        {
            errors.Add("/size", $"'{Shortened(text)}' is no size: write width and height in pixels, such as {model.Size.Default.Width}x{model.Size.Default.Height}.");
            return model.Size.Default;
        }
        var size = new PictureSize(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
        if (SizeRules.Problem(model.Size, size.Width, size.Height) is { } problem)
            errors.Add("/size", problem + ".");
        return size;
    }

    private static void CheckSeconds(int? value, int max, string name, RequestErrors errors) =>
        errors.Require(value is null || (value >= 1 && value <= max), "/" + name, Invariant($"{name} is 1 to {max} seconds."));

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    [GeneratedRegex("^([0-9]{1,6})x([0-9]{1,6})$")]
    private static partial Regex SizeForm();
}
