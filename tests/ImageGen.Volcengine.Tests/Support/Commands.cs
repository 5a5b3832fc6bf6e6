using ImageGen.Contracts;

namespace ImageGen.Volcengine.Tests.Support;

internal static class Commands
{
    public const string Model = "jimeng-t2i-4.0";

    public static GenerateImage Of(string job, TimeProvider time, int count = 1, string owner = "ada", string priority = "interactive", string model = Model) => new()
    {
        JobId = job,
        Attempt = 1,
        Indices = [.. Enumerable.Range(0, count)],
        Owner = owner,
        Priority = priority,
        Request = new ImageRequest { Model = model, Prompt = job, Count = count },
        AcceptedAt = time.GetUtcNow(),
        NotAfter = time.GetUtcNow().AddDays(1),
    };
}
