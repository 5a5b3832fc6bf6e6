using System.Security.Cryptography;
using ImageGen.Persistence;

namespace ImageGen.Accounts.Setup;

/// <summary>
/// What the first administrator proves to be the operator with: it is in the log. In the store as it is, so that all replicas print the
/// same; whoever can read the store needs none.
/// </summary>
internal sealed record SetupCode : DocumentPart, IDocument<SetupCode>
{
    public const string OnlyId = "setup";
    private const string Letters = "23456789abcdefghjkmnpqrstuvwxyz";

    public required string Id { get; init; }

    public required string Code { get; init; }

    public static DocumentModel<SetupCode> Documents { get; } = new("setup_codes", code => code.Id);

    /// <summary>Four groups of five letters, about 99 bits.</summary>
    public static SetupCode New() => new() { Id = OnlyId, Code = string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 5))) };
}
