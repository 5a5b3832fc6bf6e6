using System.Diagnostics.Metrics;
using ImageGen.Contracts;
using ImageGen.Messaging;
using Microsoft.Extensions.Logging;

namespace ImageGen.Jobs.Quotas;

/// <summary>Until somebody sends it to people, a passed threshold is a line in the log and a count: the meter <c>ImageGen.Quotas</c>.</summary>
internal sealed partial class ThresholdHandler : IMessageHandler<BudgetThresholdReached>
{
    public const string MeterName = "ImageGen.Quotas";

    private readonly Counter<long> reached;
    private readonly ILogger<ThresholdHandler> logger;

    public ThresholdHandler(IMeterFactory meters, ILogger<ThresholdHandler> logger)
    {
        reached = meters.Create(MeterName).CreateCounter<long>("imagegen.quotas.thresholds", "{threshold}", "Thresholds of limits that were passed.");
        this.logger = logger;
    }

    public Task HandleAsync(BudgetThresholdReached message, CancellationToken cancellationToken)
    {
        reached.Add(1, new KeyValuePair<string, object?>("limit", message.Limit), new KeyValuePair<string, object?>("percent", message.Percent));
        LogReached(message.Percent, message.Limit, message.SubjectKind, message.SubjectId, message.Used, message.Value, message.Period);
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Information, "{Percent} % of {Limit} of the {Kind} {Subject} are used: {Used} of {Value} in {Period}")]
    private partial void LogReached(int percent, string limit, string kind, string subject, decimal used, decimal value, string period);
}
