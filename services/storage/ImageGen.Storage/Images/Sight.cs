using ImageGen.ServiceDefaults.Callers;
using ImageGen.Storage.Copies;

namespace ImageGen.Storage.Images;

/// <summary>What somebody sees of a picture.</summary>
internal enum Sight
{
    Nothing,

    /// <summary>That it is there, and waits for a reviewer or was rejected.</summary>
    Existence,

    Whole,
}

internal static class Sights
{
    public static Sight Of(ICaller caller, ImageCopy copy)
    {
        if (copy.HeldFor is null)
            return caller.MayRead(copy.Owner) ? Sight.Whole : Sight.Nothing;
        // An administrator of the platform reviews for teams of others, too.
        if (caller.MayReview(copy.Owner))
            return Sight.Whole;
        if (!caller.MayRead(copy.Owner))
            return Sight.Nothing;
        return copy.HeldFor == caller.Owner || copy.Review is { Approved: true } ? Sight.Whole : Sight.Existence;
    }
}
