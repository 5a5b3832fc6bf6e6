using ImageGen.Auditing;
using ImageGen.Contracts;
using ImageGen.Messaging;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Volcengine.Prompts;

/// <summary>Puts on record who has a prompt rewritten. Of that nothing is kept that could carry the entry, so it comes first.</summary>
internal sealed class PromptAudit(CallerAudit audit, IMessagePublisher publisher, PromptRecord prompts)
{
    /// <exception cref="ProblemException">503.</exception>
    public Task AskingAsync(OptimizePromptRequest request, CancellationToken cancellationToken) => publisher.TellAsync(
        audit.Entry(
            AuditActions.PromptOptimized, subject: null,
            EntryDetails.Given(prompts.Detail("prompt", request.Prompt), new("model", request.Model), new("language", request.Language))),
        cancellationToken);
}
