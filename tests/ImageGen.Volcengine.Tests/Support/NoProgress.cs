using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Tests.Support;

/// <summary>For APIs that tell nothing before their answer.</summary>
internal sealed class NoProgress : ISubmitProgress
{
    public Task StartedAsync() => throw new InvalidOperationException("A call that is answered at once does not start.");

    public Task ArrivedAsync(ProviderPicture picture) => throw new InvalidOperationException("No picture arrives before the answer.");
}
