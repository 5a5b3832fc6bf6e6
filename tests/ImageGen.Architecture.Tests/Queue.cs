using System.Text.Json;
using System.Text.RegularExpressions;
using ImageGen.Messaging;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ImageGen.Architecture.Tests;

/// <summary>A queue as the bus has it when its modules have registered their consumers.</summary>
/// <param name="Name">Without what tells the temporary queues of processes apart.</param>
/// <param name="Messages">What its consumers take, one for each consumer.</param>
/// <param name="AtOnce">How many messages a process handles at a time; null where it handles as many as it is given.</param>
/// <param name="Retries">The pauses before a message is tried again.</param>
internal sealed partial record Queue(string Name, IReadOnlyList<string> Messages, bool OfEachProcess, int Prefetch, int? AtOnce, string Retries)
{
    /// <returns>The queues of a process with these consumers, on the bus in memory: what they are is the same on every bus.</returns>
    public static async Task<IReadOnlyList<Queue>> OfAsync(Action<IBusRegistrationConfigurator> consumers)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging();
        builder.AddMessaging(consumers);
        await using var services = builder.Services.BuildServiceProvider();
        var probe = JsonSerializer.SerializeToElement(services.GetRequiredService<IBusControl>().GetProbeResult().Results);
        // The last one is the bus's own, for answers.
        return [.. probe.GetProperty("bus").GetProperty("host").GetProperty("receiveEndpoint").EnumerateArray().SkipLast(1).Select(Read)];
    }

    private static Queue Read(JsonElement endpoint)
    {
        var (name, transport, text) = (endpoint.GetProperty("name").GetString()!, endpoint.GetProperty("receiveTransport"), endpoint.GetRawText());
        return new Queue(
            OwnPart().Replace(name, ""),
            [.. Message().Matches(text).Select(message => message.Groups[1].Value)],
            OwnPart().IsMatch(name),
            transport.GetProperty("prefetchCount").GetInt32(),
            transport.TryGetProperty("concurrentMessageLimit", out var limit) ? limit.GetInt32() : null,
            string.Join(' ', Intervals().Matches(text).Select(intervals => intervals.Groups[1].Value).Distinct()));
    }

    [GeneratedRegex("-instance-[0-9a-f]{32}$")]
    private static partial Regex OwnPart();

    [GeneratedRegex("""Consume\(ConsumeContext(?:<|\\u003C)(.+?)(?:>|\\u003E) context\)""")]
    private static partial Regex Message();

    [GeneratedRegex("""
        "intervals":\[([^\]]*)\]
        """)]
    private static partial Regex Intervals();
}
