using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ImageGen.Accounts.Users;

/// <summary>
/// Hashes passwords and verifies them (PBKDF2, by ASP.NET Core Identity). As many at a time as there are cores: each is meant to cost much,
/// and whoever sends many must not hold up everything else.
/// </summary>
internal sealed class Passwords : IDisposable
{
    private readonly PasswordHasher<User> hasher;
    private readonly SemaphoreSlim room = new(Environment.ProcessorCount);
    private readonly Lazy<string> nobodys;

    public Passwords(IOptions<PasswordHasherOptions> options)
    {
        hasher = new PasswordHasher<User>(options);
        nobodys = new Lazy<string>(() => hasher.HashPassword(null!, "the password of nobody"));
    }

    public Task<string> HashAsync(string password, CancellationToken cancellationToken) =>
        RunAsync(() => hasher.HashPassword(null!, password), cancellationToken);

    /// <summary>The same work for an account that does not exist, or has no password: how long it takes tells nothing.</summary>
    public async Task<PasswordCheck> CheckAsync(User? user, string password, CancellationToken cancellationToken)
    {
        var result = await RunAsync(() => hasher.VerifyHashedPassword(null!, user?.PasswordHash ?? nobodys.Value, password), cancellationToken);
        return (user?.PasswordHash, result) switch
        {
            (null, _) or (_, PasswordVerificationResult.Failed) => PasswordCheck.Wrong,
            (_, PasswordVerificationResult.SuccessRehashNeeded) => PasswordCheck.RightByOldHash,
            _ => PasswordCheck.Right,
        };
    }

    public void Dispose() => room.Dispose();

    private async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await room.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(work, CancellationToken.None);
        }
        finally
        {
            room.Release();
        }
    }
}

internal enum PasswordCheck
{
    Wrong,
    Right,

    /// <summary>The way it is hashed is not what we hash with today.</summary>
    RightByOldHash,
}
