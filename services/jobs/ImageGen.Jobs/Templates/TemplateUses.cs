using ImageGen.Persistence;
using Microsoft.Extensions.Logging;

namespace ImageGen.Jobs.Templates;

/// <summary>
/// Counts the jobs that are made by templates. It notes them in memory and writes them down seconds later, so that a template that many use
/// at once is not one document that all of them wait for; what a process has noted when it dies is not counted.
/// </summary>
internal sealed partial class TemplateUses(IDocuments<Template> templates, TimeProvider time, ILogger<TemplateUses> logger)
{
    private readonly Lock gate = new();
    private Dictionary<string, int> noted = [];

    public void Note(string templateId)
    {
        lock (gate)
            noted[templateId] = noted.GetValueOrDefault(templateId) + 1;
    }

    /// <returns>How many templates were used.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, int> taken;
        lock (gate)
            (taken, noted) = (noted, []);
        foreach (var (id, count) in taken)
        {
            try
            {
                var now = time.UnixMilliseconds();
                await templates.ChangeAsync(id, template => template with { Uses = template.Uses + count, UsedAt = now }, cancellationToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogNotCounted(count, id, error.Message);
            }
        }

        return taken.Count;
    }

    [LoggerMessage(LogLevel.Warning, "{Count} uses of {TemplateId} were not counted: {Reason}")]
    private partial void LogNotCounted(int count, string templateId, string reason);
}
