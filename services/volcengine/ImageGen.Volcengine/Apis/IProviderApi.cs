namespace ImageGen.Volcengine.Apis;

/// <summary>
/// One of the provider's APIs. It never throws for what the network or the provider does: each of these is an outcome,
/// because what may be done next depends on exactly which one it was.
/// </summary>
internal interface IProviderApi
{
    /// <summary>As the catalogue names it.</summary>
    string Name { get; }

    /// <summary>The accounts it may submit by; none where no key of this API is configured.</summary>
    IReadOnlyList<ProviderAccount> Accounts { get; }

    /// <summary>Questions for results that the provider answers one account in a second; null where it does not say.</summary>
    double? PollsPerSecond => null;

    /// <summary>The call with what will be sent, fixed and written down before it is sent.</summary>
    Task<Preparation> PrepareAsync(ProviderCall call, CancellationToken cancellationToken);

    /// <summary>Puts a prepared call on the wire at most once. A synchronous API answers with the pictures.</summary>
    Task<SubmitOutcome> SubmitAsync(ProviderCall call, ISubmitProgress progress, CancellationToken cancellationToken);

    /// <summary>Asks for the result; free of charge and safe to repeat.</summary>
    Task<PollOutcome> PollAsync(ProviderTask task, CancellationToken cancellationToken);

    /// <summary>
    /// Asks the provider to stop a task; free of charge and safe to repeat. Whatever it answers, only the result says what became of
    /// the task.
    /// </summary>
    /// <returns>Refused also where the API has no such thing.</returns>
    Task<CancelReply> CancelAsync(ProviderTask task, CancellationToken cancellationToken) => Task.FromResult(CancelReply.Refused);

    /// <summary>Asks something that costs nothing, to see whether the service answers at all.</summary>
    /// <param name="modelKey">The provider's name of the model.</param>
    /// <returns>Null where the API has nothing of the kind.</returns>
    Task<bool?> ProbeAsync(string credentialId, string modelKey, CancellationToken cancellationToken) => Task.FromResult<bool?>(null);
}
