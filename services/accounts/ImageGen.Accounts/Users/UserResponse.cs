using System.ComponentModel;

namespace ImageGen.Accounts.Users;

internal sealed record UserResponse(
    string Id,
    string Email,
    string Name,
    UserRole Role,
    [property: Description("May not sign in, nor use a key.")] bool Disabled,
    [property: Description("Has not set a password yet.")] bool Invited,
    DateTimeOffset CreatedAt,
    [property: Description("Of their own; where one is null, that for all users holds, if there is one.")] LimitsBody Limits)
{
    public static UserResponse Of(User user) => new(
        user.Id, user.Email, user.Name, user.Role, user.IsOff, user.PasswordHash is null, DateTimeOffset.FromUnixTimeMilliseconds(user.CreatedAt),
        LimitsBody.Of(user.Limits));
}
