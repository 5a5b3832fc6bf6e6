using System.Net.Mail;

namespace ImageGen.Accounts.Users;

internal static class Email
{
    private const int MaxLength = 254;

    /// <returns>The address in its one spelling; null where it is none.</returns>
    public static string? Read(string text)
    {
        var email = text.Trim().ToLowerInvariant();
        // The framework also reads "Ada <ada@example.com>", of which only the address may be left.
        return email.Length <= MaxLength && MailAddress.TryCreate(email, out var address) && address.Address == email && !email.Any(char.IsControl) ? email : null;
    }
}
