using System.ComponentModel;
using ImageGen.Catalogue;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Volcengine.Prompts;

/// <summary>Answered by the worker, which alone has the provider's keys.</summary>
internal static class PromptHelpEndpoint
{
    private const int MaxPrompt = 2000;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/prompts/optimize", HandleAsync)
        .RequireScope(Scopes.JobsWrite)
        .WithName("optimizePrompt").WithTags("Prompts")
        .WithSummary("Write a prompt in more detail")
        .WithDescription("Asks a chat model of the provider, where the installation has one (prompt_help of GET /api/v1/system); 404 prompt_help_off where it has none. Nothing is kept, and no job is made. The answer is a text like any other: show it, and let a person decide.")
        .ProducesProblems(400, 401, 403, 404, 413, 415, 422, 503);

    private static async Task<Ok<OptimizedPromptResponse>> HandleAsync(
        OptimizePromptRequest request, PromptHelp help, PromptAudit audit, ModelCatalogue catalogue, HttpContext http, CancellationToken cancellationToken)
    {
        if (!help.IsOn)
            throw new ProblemException(404, "prompt_help_off", "This installation has no help with prompts: its administrator must set ARK_CHAT_MODEL.");
        var maxLength = Check(request, catalogue);
        await audit.AskingAsync(request, cancellationToken);
        var optimized = await help.RewriteAsync(request.Prompt!, request.Language, maxLength, cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new OptimizedPromptResponse(request.Prompt!, optimized));
    }

    /// <returns>How many characters the answer may have.</returns>
    private static int Check(OptimizePromptRequest request, ModelCatalogue catalogue)
    {
        var length = request.Prompt?.EnumerateRunes().Count() ?? 0;
        if (string.IsNullOrWhiteSpace(request.Prompt))
            throw Wrong(ErrorCodes.InvalidRequest, "/prompt", "The prompt is empty.");
        if (length > MaxPrompt)
            throw Wrong(ErrorCodes.InvalidRequest, "/prompt", FormattableString.Invariant($"A prompt has at most {MaxPrompt} characters here; this one has {length}."));
        if (request.Language is not (null or "zh" or "en"))
            throw Wrong(ErrorCodes.InvalidRequest, "/language", "language is zh or en.");
        if (request.Model is not { } id)
            return MaxPrompt;
        if (!catalogue.TryGet(id, out var model) || !model.Enabled)
            throw Wrong(ErrorCodes.UnknownModel, "/model", "There is no such model. GET /api/v1/models lists them.");
        return model.Prompt.MaxLength > 0
            ? Math.Min(model.Prompt.MaxLength, MaxPrompt)
            : throw Wrong(ErrorCodes.InvalidRequest, "/model", $"{model.Id} takes no prompt.");
    }

    private static ProblemException Wrong(string code, string pointer, string detail) => new(422, code, detail) { Errors = [new ProblemError(pointer, detail)] };
}

internal sealed record OptimizePromptRequest
{
    [Description("At most 2000 characters.")]
    public string? Prompt { get; init; }

    [Description("Id of the model that it is for: the answer is no longer than that takes.")]
    public string? Model { get; init; }

    [Description("zh or en; by default that of the prompt.")]
    public string? Language { get; init; }
}

internal sealed record OptimizedPromptResponse(
    [property: Description("The prompt as it was sent.")] string Original,
    [property: Description("One line, without control characters.")] string Optimized);
