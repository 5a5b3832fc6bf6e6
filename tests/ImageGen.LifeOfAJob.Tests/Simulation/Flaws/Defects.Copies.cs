using ImageGen.Catalogue;
using ImageGen.Messaging.Outbox;
using ImageGen.Storage.Copies;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Flaws;

internal static partial class Defects
{
    /// <summary>6: where there will be no fresher link, the first refusal of it is the last.</summary>
    public sealed class LastLinkIsGivenUp : Flaw
    {
        protected override Func<string, ImageCopy?, ImageCopy, ImageCopy?> OfCopies(Life life) => (flow, seen, next) =>
            flow == "CopyLoop" && next is { State: CopyState.Waiting, SourceIsLast: true, Error.Code: ErrorCodes.ImageSourceUnavailable } ? Gone(seen!, next) : next;
    }

    /// <summary>15: what is larger than we take is given up after a few tries.</summary>
    public sealed class LargeIsGivenUp : Flaw
    {
        protected override Func<string, ImageCopy?, ImageCopy, ImageCopy?> OfCopies(Life life) => (flow, seen, next) =>
            flow == "CopyLoop" && next is { State: CopyState.Waiting, Tries: >= 5, Error.Code: ErrorCodes.PictureTooLarge } ? Gone(seen!, next) : next;
    }

    /// <summary>15: what is no picture at the moment is given up after a few tries.</summary>
    public sealed class SpoiltIsGivenUp : Flaw
    {
        protected override Func<string, ImageCopy?, ImageCopy, ImageCopy?> OfCopies(Life life) => (flow, seen, next) =>
            flow == "CopyLoop" && next is { State: CopyState.Waiting, Tries: >= 5, Error.Code: ErrorCodes.NotAPicture } ? Gone(seen!, next) : next;
    }

    /// <summary>21: nobody deletes what was put aside and is not needed.</summary>
    public sealed class IncomingIsNotPurged : Flaw
    {
        public override bool Runs(string service) => service != "IncomingPurge";
    }

    private static ImageCopy Gone(ImageCopy seen, ImageCopy next)
    {
        var gone = next with { State = CopyState.Gone, NextTryAt = null };
        return gone with { Outbox = seen.Outbox.With(CopyFacts.Of(gone)) };
    }
}
