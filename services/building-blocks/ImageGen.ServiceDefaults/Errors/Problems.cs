using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ImageGen.Catalogue;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace ImageGen.ServiceDefaults.Errors;

/// <summary>Writes problems whatever the request's <c>Accept</c> says: the framework's own writer refuses for event streams and pictures.</summary>
public static partial class Problems
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string TraceIdOf(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;

    private const int MostErrors = 50;
    private const int LongestError = 300;
    private const int LongestDetail = 4000;

    /// <summary>Short whatever was sent, and however much of it the problem quotes.</summary>
    public static async Task WriteAsync(HttpContext context, ProblemException problem, CancellationToken cancellationToken = default)
    {
        context.Response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsJsonAsync(BodyOf(context, problem), Json, "application/problem+json", cancellationToken);
        if (problem.Status == StatusCodes.Status413PayloadTooLarge)
            await RefusedBody.ReadAsync(context);
    }

    /// <summary>The problem as it is told, in the caller's language.</summary>
    public static ProblemBody BodyOf(HttpContext context, ProblemException problem)
    {
        var text = TextOf(problem, Languages.Of(context.Request));
        return new ProblemBody
        {
            Type = "about:blank",
            Title = ReasonPhrases.GetReasonPhrase(problem.Status),
            Status = problem.Status,
            Detail = ShortText.Of(text ?? problem.Message, LongestDetail),
            Code = problem.Code,
            Retryable = problem.Retryable,
            Errors = problem.Errors.Count == 0 ? null
                : [.. problem.Errors.Take(MostErrors).Select(error => new ProblemError(ShortText.Of(error.Pointer, LongestError), ShortText.Of(text ?? error.Detail, LongestError)))],
            Places = problem.Places.Count == 0 ? null : problem.Places,
            Entries = problem.Entries.Count == 0 ? null : problem.Entries,
            Limit = problem.Limit,
            TraceId = TraceIdOf(context),
        };
    }

    /// <summary>What an exception tells the caller of one part of a request; what nobody foresaw is logged.</summary>
    public static ProblemException Of(Exception error, ILogger logger)
    {
        if (Known(error) is { } known)
            return known;
        LogUnforeseen(logger, error);
        return Unforeseen();
    }

    /// <returns>What an exception tells the caller; null where nobody foresaw it.</returns>
    internal static ProblemException? Known(Exception error) => error as ProblemException ?? StoreProblem.From(error);

    /// <summary>What is told of an exception that nobody foresaw.</summary>
    internal static ProblemException Unforeseen() =>
        new(StatusCodes.Status500InternalServerError, "internal", "Something went wrong on our side. The trace id helps to find it.") { Retryable = true };

    [LoggerMessage(LogLevel.Error, "A part of a request failed")]
    private static partial void LogUnforeseen(ILogger logger, Exception error);

    private static string? TextOf(ProblemException problem, Language language) => problem switch
    {
        { Text: { } text } => language == Language.Zh ? text.Zh : text.En,
        { IsOfTable: true } => ErrorTable.Of(problem.Code).In(language),
        _ => null,
    };
}
