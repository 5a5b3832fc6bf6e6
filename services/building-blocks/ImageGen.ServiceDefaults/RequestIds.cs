using Microsoft.AspNetCore.Http;

namespace ImageGen.ServiceDefaults;

/// <summary>The id by which a request is found again, in every service that it has passed through. The door sees to it that there is one.</summary>
public static class RequestIds
{
    public const string Header = "X-Request-Id";

    /// <returns>Null past the door, in tests.</returns>
    public static string? Of(HttpRequest request) => request.Headers[Header] is [{ Length: > 0 } id] ? id : null;
}
