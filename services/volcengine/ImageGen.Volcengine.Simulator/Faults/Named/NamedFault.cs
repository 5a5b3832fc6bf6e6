namespace ImageGen.Volcengine.Simulator.Faults.Named;

/// <summary>A way for a good answer to come out oddly.</summary>
/// <param name="Points">The calls whose answer it may spoil.</param>
/// <param name="Spoil">What it does to the answer.</param>
internal sealed record NamedFault(FaultPoint[] Points, Func<WireAnswer, FaultScene, WireAnswer> Spoil)
{
    /// <summary>The work is done all the same, and so is paid.</summary>
    public bool IsPaid { get; init; } = true;

    /// <summary>It is about pictures that come as bytes, whatever the caller has asked for.</summary>
    public bool NeedsBytes { get; init; }

    /// <summary>How many calls about the same thing it hits where a prompt does not say; -1 is without end.</summary>
    public int Times { get; init; } = -1;
}

/// <summary>Where a fault is played.</summary>
/// <param name="Address">As the caller wrote it.</param>
/// <param name="Prompt">Of the task.</param>
/// <param name="Number">At the end of the fault's name; null where there is none.</param>
internal sealed record FaultScene(Uri Address, string Prompt, int? Number)
{
    /// <summary>Of <paramref name="context"/>, with its scheme, host and query.</summary>
    public static FaultScene Of(HttpContext context, string prompt, int? number)
    {
        var request = context.Request;
        return new FaultScene(new Uri($"{request.Scheme}://{request.Host}{request.Path}{request.QueryString}"), prompt, number);
    }
}

/// <summary>A fault that a rule or a prompt has asked for by its name.</summary>
/// <param name="Number">At the end of the name, such as 403 in <c>html-403</c>.</param>
internal sealed record AskedFault(NamedFault Fault, int? Number)
{
    public WireAnswer Spoil(WireAnswer answer, HttpContext context, string prompt) =>
        Fault.Spoil(answer, FaultScene.Of(context, prompt, Number));
}
