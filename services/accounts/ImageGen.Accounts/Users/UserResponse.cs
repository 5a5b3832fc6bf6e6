using System.ComponentModel;

namespace ImageGen.Accounts.Users;

internal sealed record UserResponse(
    string Id,
    string Email,
    string Name,
    UserRole Role,
    [property: Description("May not sign in, nor use a key.")] bool Disabled,
    [property: Description("Has neither set a password yet nor signed in by the provider.")] bool Invited,
    DateTimeOffset CreatedAt,
    [property: Description("What they make for teams waits for a reviewer, where IMAGEGEN_REVIEW is chosen.")] bool Review,
    [property: Description("Of their own; where one is null, that for all users holds, if there is one.")] LimitsBody Limits)
{
    public static UserResponse Of(User user) => new(
        user.Id, user.Email, user.Name, user.Role, user.IsOff, user is { PasswordHash: null, Identity: null }, DateTimeOffset.FromUnixTimeMilliseconds(user.CreatedAt),
        user.IsReviewed, LimitsBody.Of(user.Limits));
}
