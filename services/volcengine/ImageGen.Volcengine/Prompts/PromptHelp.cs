using ImageGen.Catalogue;
using ImageGen.ServiceDefaults.Errors;
using ImageGen.Volcengine.Apis.Ark;
using ImageGen.Volcengine.Tasks;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Prompts;

/// <summary>Has a chat model of the provider write a prompt in more detail. What that costs is the installation's.</summary>
internal sealed partial class PromptHelp(ArkChat chat, VolcengineTelemetry telemetry, ILogger<PromptHelp> logger) : IDisposable
{
    /// <summary>Questions of this process at a time.</summary>
    private const int AtOnce = 4;

    /// <summary>A character costs a token or two; the rest is for what the model says all the same.</summary>
    private const int TokensBeside = 200;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim places = new(AtOnce);

    public bool IsOn => chat.IsOn;

    /// <param name="language"><c>zh</c> or <c>en</c>; null keeps that of the prompt.</param>
    /// <param name="maxLength">Characters of the answer.</param>
    /// <exception cref="ProblemException">422: the provider's content check refuses it. 503: there is no answer.</exception>
    public async Task<string> RewriteAsync(string prompt, string? language, int maxLength, CancellationToken cancellationToken)
    {
        if (!await places.WaitAsync(TimeSpan.Zero, cancellationToken))
            throw Unavailable();
        try
        {
            var outcome = await chat.AskAsync(PromptHelpRules.Task(language, maxLength), prompt, (2 * maxLength) + TokensBeside, Longest, cancellationToken);
            telemetry.Helped(outcome.GetType().Name, (outcome as ChatOutcome.Answered)?.Tokens ?? 0);
            return TextOf(outcome, maxLength);
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();

    private string TextOf(ChatOutcome outcome, int maxLength)
    {
        switch (outcome)
        {
            case ChatOutcome.Answered answered when PromptHelpRules.Clean(answered.Text, maxLength) is { Length: > 0 } text:
                return text;
            case ChatOutcome.Refused { Code: ErrorCodes.PromptRejected or ErrorCodes.Copyright or ErrorCodes.OutputRejected } refused:
                throw ProblemException.Of(422, refused.Code, "/prompt");
            case ChatOutcome.Refused refused:
                LogRefused(refused.Code, refused.ProviderCode);
                throw Unavailable();
            case ChatOutcome.Failed failed:
                LogFailed(failed.Reason);
                throw Unavailable();
            default:
                throw Unavailable();
        }
    }

    private static ProblemException Unavailable() =>
        new(503, "prompt_help_unavailable", "No help with prompts can be had at the moment.") { Retryable = true, RetryAfter = Again };

    [LoggerMessage(LogLevel.Warning, "A prompt could not be rewritten: {Code} ({ProviderCode})")]
    private partial void LogRefused(string code, string providerCode);

    [LoggerMessage(LogLevel.Warning, "A prompt could not be rewritten: {Reason}")]
    private partial void LogFailed(string reason);
}
