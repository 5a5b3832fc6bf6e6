using ImageGen.Persistence;

namespace ImageGen.Jobs.Domain;

/// <summary>Whose limits an attempt counts against, as it was decided when it was asked for, and what has been said of it there.</summary>
/// <param name="Ticket">The reservation that it was accepted with: one that was made for it and not used has another.</param>
/// <param name="Ledgers">Ids of the ledgers that hold the reservation.</param>
/// <param name="Day">When it counts, such as 20261128.</param>
/// <param name="UserId">Who asked.</param>
/// <param name="Price">Of one picture.</param>
internal sealed record AttemptBooking(string Ticket, IReadOnlyList<string> Ledgers, int Day, string UserId, decimal Price) : DocumentPart
{
    /// <summary>The pictures that were billed when the attempt was first closed: what its reservation becomes. Null before, and the same ever after.</summary>
    public int? Settled { get; init; }

    /// <summary>How many of those that were billed later the ledgers have been told of.</summary>
    public int Told { get; init; }
}
