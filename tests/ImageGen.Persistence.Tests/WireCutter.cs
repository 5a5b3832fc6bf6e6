using ImageGen.TestKit;
using MongoDB.Driver.Core.Configuration;
using MongoDB.Driver.Core.Events;

namespace ImageGen.Persistence.Tests;

/// <summary>Cuts the wire at the moment a chosen command goes out, once, and mends it when the driver has noticed.</summary>
internal sealed class WireCutter(ToxiproxyProxy proxy)
{
    private string? command;
    private Cut cut;
    private Func<Task> meanwhile = () => Task.CompletedTask;
    private int? armedRequest;

    public int Cuts { get; private set; }

    /// <param name="next">insert, update or delete.</param>
    /// <param name="how">What happens to it.</param>
    /// <param name="before">What others do before the wire is whole again.</param>
    public void CutNext(string next, Cut how, Func<Task>? before = null) =>
        (command, cut, meanwhile) = (next, how, before ?? (() => Task.CompletedTask));

    public void Watch(ClusterBuilder cluster)
    {
        cluster.Subscribe<CommandStartedEvent>(started =>
        {
            if (started.CommandName != command) return;
            (command, armedRequest) = (null, started.RequestId);
            AddAsync().GetAwaiter().GetResult();
        });
        cluster.Subscribe<CommandFailedEvent>(failed =>
        {
            if (failed.RequestId != armedRequest) return;
            (armedRequest, Cuts) = (null, Cuts + 1);
            meanwhile().GetAwaiter().GetResult();
            proxy.RemoveToxicAsync(Toxic(cut), Stream(cut)).GetAwaiter().GetResult();
        });
    }

    private static string Toxic(Cut cut) => cut switch
    {
        Cut.AnswerStalls => "timeout",
        Cut.AnswerReset => "reset_peer",
        _ => "limit_data",
    };

    private static string Stream(Cut cut) => cut == Cut.RequestLost ? "upstream" : "downstream";

    private Task AddAsync() => cut switch
    {
        Cut.AnswerStalls => proxy.StallAnswersAsync(0),
        Cut.AnswerReset => proxy.ResetAnswersAsync(200),
        Cut.AnswerLost => proxy.CutAnswersAsync(0),
        _ => proxy.AddToxicAsync("limit_data", "upstream", new { bytes = 0 }),
    };
}

public enum Cut
{
    /// <summary>The server never sees the write.</summary>
    RequestLost,

    /// <summary>The server does it; the connection closes instead of an answer.</summary>
    AnswerLost,

    /// <summary>The server does it; nothing comes back, the connection stays open.</summary>
    AnswerStalls,

    /// <summary>The server does it, or is cut off just before; the connection is reset.</summary>
    AnswerReset,
}
