using ImageGen.Catalogue;
using ImageGen.Volcengine.Providers;
using ImageGen.Volcengine.Submitting;

namespace ImageGen.Volcengine.Limits;

/// <summary>A place where one submission of a model could go out: found, and not taken yet. Disposed of, it is free for another of this process.</summary>
internal sealed class Opening : IDisposable
{
    private int left;

    /// <param name="room">Counts it until it is disposed of.</param>
    public Opening(IImageProvider provider, ProviderCredential credential, ModelProfile model, SubmitRoom room, bool isTrial)
    {
        (Provider, Credential, Model, Room, IsTrial) = (provider, credential, model, room, isTrial);
        room.Enter();
    }

    public IImageProvider Provider { get; }

    public ProviderCredential Credential { get; }

    public ModelProfile Model { get; }

    /// <summary>What this process has on the wire there.</summary>
    public SubmitRoom Room { get; }

    /// <summary>The circuit is half open: this one tries whether the provider is back.</summary>
    public bool IsTrial { get; }

    public string AccountId => AccountState.IdOf(Provider.Api, Credential.Id);

    public string RoomId => Limits.Room.IdOf(Credential.Id, Model.Id);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref left, 1) == 0)
            Room.Leave();
    }
}
