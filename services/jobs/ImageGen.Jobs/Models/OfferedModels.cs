using ImageGen.Catalogue;
using ImageGen.ServiceDefaults;

namespace ImageGen.Jobs;

/// <summary>
/// The models that a job may name: those whose API a worker has keys for, as the workers say. Until one has spoken, at most seconds
/// after a start, all are offered; then the worker refuses what it has no key for.
/// </summary>
internal sealed class OfferedModels(ModelCatalogue catalogue)
{
    private volatile HashSet<string>? apis;

    public IEnumerable<ModelProfile> All => catalogue.Models.Where(IsOffered);

    public bool IsOffered(ModelProfile model) => apis?.Contains(model.Provider.Api) != false;

    /// <summary>What workers say now.</summary>
    public void Learn(IEnumerable<string> served) => apis = served.ToHashSet(StringComparer.Ordinal);

    /// <param name="status">Of the refusal.</param>
    /// <exception cref="ProblemException">There are no keys for the model's API.</exception>
    public void Require(ModelProfile model, int status)
    {
        if (IsOffered(model))
            return;
        var detail = $"The model {model.Id} can not be used: no key for the provider's API '{model.Provider.Api}' is configured. "
            + "An administrator must set it; GET /api/v1/models lists the models that can be used.";
        throw new ProblemException(status, "model_unavailable", detail) { Errors = status == 422 ? [new ProblemError("/model", detail)] : [] };
    }
}
