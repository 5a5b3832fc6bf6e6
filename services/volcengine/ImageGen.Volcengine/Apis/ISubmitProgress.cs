using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Apis;

/// <summary>What a synchronous API tells while its call is still on the wire.</summary>
internal interface ISubmitProgress
{
    /// <summary>The call is out and was not refused at once: the provider works on it.</summary>
    Task StartedAsync();

    /// <summary>One picture of several is there; the call goes on.</summary>
    Task ArrivedAsync(ProviderPicture picture);
}
