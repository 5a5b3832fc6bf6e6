using ImageGen.Catalogue;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Jobs.Models;

internal static class ModelEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var models = api.MapGroup("models").WithTags("Models").RequireCaller();
        models.MapGet("", List).WithName("listModels").WithSummary("The models of this installation: those whose API has a key").ProducesProblems(401);
        models.MapGet("{id}", Get).WithName("getModel").WithSummary("One model and what it takes").ProducesProblems(401, 404);
    }

    private static Ok<ModelListResponse> List(OfferedModels offered, DefaultModel standard) =>
        TypedResults.Ok(new ModelListResponse([.. offered.All.Select(model => ModelResponse.Of(model, standard))]));

    private static Ok<ModelResponse> Get(string id, ModelCatalogue catalogue, OfferedModels offered, DefaultModel standard)
    {
        if (!catalogue.TryGet(id, out var model) || !model.Enabled)
            throw new ProblemException(404, "unknown_model", "There is no such model. GET /api/v1/models lists them.");
        offered.Require(model, 404);
        return TypedResults.Ok(ModelResponse.Of(model, standard));
    }
}
