using ImageGen.Contracts;

namespace ImageGen.Volcengine.Providers;

/// <summary>
/// One of the provider's APIs. It never throws for what the network or the provider does: each of these is an outcome,
/// because what may be done next depends on exactly which one it was.
/// </summary>
internal interface IImageProvider
{
    /// <summary>What will be sent for one part, fixed and written down before it is sent.</summary>
    /// <param name="pictures">How many pictures the call is to make.</param>
    ProviderCall Prepare(ImageRequest request, int pictures);

    /// <summary>Puts the call on the wire at most once. A synchronous API answers with the pictures.</summary>
    Task<SubmitOutcome> SubmitAsync(ProviderCall call, CancellationToken cancellationToken);

    /// <summary>Asks for the result; free of charge and safe to repeat.</summary>
    Task<PollOutcome> PollAsync(ProviderTask task, CancellationToken cancellationToken);
}
