using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Apis.Ark;

/// <summary>What is known of the places of one call, while its answer is read.</summary>
/// <param name="places">How many pictures were asked for.</param>
internal sealed class ArkResult(int places)
{
    private readonly SortedDictionary<int, ProviderPicture> made = [];
    private readonly SortedSet<int> missing = [];
    private readonly HashSet<string> links = [];

    /// <summary>With their places; more than were asked for stand behind the others.</summary>
    public IReadOnlyCollection<ProviderPicture> Pictures => made.Values;

    /// <summary>Something was said, be it good or bad.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>The answer said that there is no more.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Why places are empty: the last reason that was given.</summary>
    public ArkError? Error { get; private set; }

    /// <summary>Something stands in the place of a picture and can not be read.</summary>
    public bool HasUnreadable { get; private set; }

    /// <summary>Nothing is left to come.</summary>
    public bool IsWhole => made.Count + missing.Count >= places || (HasEnded && !HasUnreadable);

    /// <returns>The picture in its place, where it is one and new.</returns>
    public ProviderPicture? Take(ArkEvent item)
    {
        HasBegun = true;
        // Behind its end an answer says nothing more, though it may say all of it twice.
        if (HasEnded)
            return null;
        switch (item)
        {
            case ArkEvent.Made picture:
                return Fill(picture);
            case ArkEvent.Missing { Index: var index, Error: var error }:
                if (index is not { } known || !missing.Contains(known))
                    missing.Add(PlaceOf(index, mayBeMissing: false));
                Error = error;
                break;
            case ArkEvent.Broken { Error: var error }:
                (Error, HasEnded) = (error, true);
                break;
            case ArkEvent.Ended:
                HasEnded = true;
                break;
            case ArkEvent.Unreadable:
                HasUnreadable = true;
                break;
        }

        return null;
    }

    private ProviderPicture? Fill(ArkEvent.Made item)
    {
        if (item.Picture.Url is { } link && !links.Add(link) && item.MayBeKnown)
            return null;
        var place = PlaceOf(item.Index, mayBeMissing: true);
        missing.Remove(place);
        return made[place] = item.Picture with { Place = place };
    }

    /// <summary>A number that makes no sense must not cost a picture its place, nor must a failure that was no end.</summary>
    private int PlaceOf(int? index, bool mayBeMissing)
    {
        if (index is { } given && given >= 0 && given < places && !made.ContainsKey(given) && (mayBeMissing || !missing.Contains(given)))
            return given;
        var empty = Enumerable.Range(0, places).Where(place => !made.ContainsKey(place)).ToList();
        return empty.Where(place => !missing.Contains(place)).Concat(mayBeMissing ? empty : []).FirstOrDefault(Math.Max(places, made.Count));
    }
}
