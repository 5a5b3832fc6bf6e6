using System.Security.Cryptography;
using System.Text;
using ImageGen.Persistence;

namespace ImageGen.Accounts.Audit;

/// <summary>Which entries are asked for: those of which all holds that is given.</summary>
internal sealed record AuditFilter
{
    /// <summary>Hex digits of a fingerprint.</summary>
    public const int FingerprintLength = 8;

    public string? Actor { get; init; }

    public string? Action { get; init; }

    public string? Object { get; init; }

    /// <summary>Unix milliseconds, the first that is meant.</summary>
    public long? From { get; init; }

    /// <summary>Unix milliseconds, the last that is meant.</summary>
    public long? To { get; init; }

    public IEnumerable<FieldValue> Values =>
        new (string Field, string? Value)[] { (AuditEntry.ObjectField, Object), (AuditEntry.ActorField, Actor), (AuditEntry.ActionField, Action) }
            .Where(given => given.Value is not null).Select(given => new FieldValue(given.Field, given.Value!));

    /// <summary>Tells filters apart, so that a place in one list is not taken for one in another.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Actor}\n{Action}\n{Object}\n{From}\n{To}")))[..FingerprintLength];
}
