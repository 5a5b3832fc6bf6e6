using ImageGen.Catalogue;
using ImageGen.Volcengine.Apis;

namespace ImageGen.Volcengine.Admission;

/// <summary>Room for one submission of a model: found, and not taken yet. Disposed of, it is free for another of this process.</summary>
internal sealed class Opening : IDisposable
{
    private int left;

    /// <param name="onTheWire">Counts it until it is disposed of.</param>
    public Opening(IProviderApi api, UsableAccount usable, ModelProfile model, WireLimit onTheWire)
    {
        (Api, Usable, Model, OnTheWire) = (api, usable, model, onTheWire);
        onTheWire.Enter();
    }

    public IProviderApi Api { get; }

    public UsableAccount Usable { get; }

    public ProviderAccount Account => Usable.Account;

    public ModelProfile Model { get; }

    /// <summary>What this process has on the wire there.</summary>
    public WireLimit OnTheWire { get; }

    public string AccountId => AccountState.IdOf(Api.Name, Account.Id);

    public string RoomId => Room.IdOf(Account.Id, Model.Id);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref left, 1) == 0)
            OnTheWire.Leave();
    }
}

/// <summary>The openings found for one model in one pass. Disposed of, those that nobody has taken over are free again.</summary>
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
