using ImageGen.Catalogue;
using ImageGen.Volcengine.Apis;

namespace ImageGen.Volcengine.Admission;

/// <summary>A place where one submission of a model could go out: found, and not taken yet. Disposed of, it is free for another of this process.</summary>
internal sealed class Opening : IDisposable
{
    private int left;

    /// <param name="room">Counts it until it is disposed of.</param>
    public Opening(IImageProvider provider, UsableAccount account, ModelProfile model, SubmitRoom room)
    {
        (Provider, Account, Model, Room) = (provider, account, model, room);
        room.Enter();
    }

    public IImageProvider Provider { get; }

    public UsableAccount Account { get; }

    public ProviderCredential Credential => Account.Credential;

    public ModelProfile Model { get; }

    /// <summary>What this process has on the wire there.</summary>
    public SubmitRoom Room { get; }

    public string AccountId => AccountState.IdOf(Provider.Api, Credential.Id);

    public string RoomId => Admission.Room.IdOf(Credential.Id, Model.Id);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref left, 1) == 0)
            Room.Leave();
    }
}

/// <summary>The places found for one model in one pass. Disposed of, those that nobody has taken over are free again.</summary>
internal sealed class Openings(IReadOnlyList<Opening> all) : IDisposable
{
    private int next;

    public int Count => all.Count;

    /// <summary>The next one is the caller's to dispose of.</summary>
    public Opening Take() => all[next++];

    public void Dispose()
    {
        foreach (var opening in all.Skip(next))
            opening.Dispose();
    }
}
