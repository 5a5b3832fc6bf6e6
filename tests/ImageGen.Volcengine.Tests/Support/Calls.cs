using ImageGen.Contracts;
using ImageGen.Volcengine.Apis;

namespace ImageGen.Volcengine.Tests.Support;

/// <summary>Calls that a test does not send, or leaves to <see cref="StubApi"/>.</summary>
internal static class Calls
{
    public static ProviderCall Of(string submitId, string model = Commands.Model, int pictures = 1) =>
        new(Arks.Model(model), new ImageRequest { Model = model, Prompt = "a fox", Count = pictures }, pictures, "cred_a", submitId)
        {
            Body = "{}",
            Longest = TimeSpan.FromSeconds(30),
        };

    public static ProviderCall Of(ImageRequest request, IProviderApi api, int pictures = 1) =>
        new(Arks.Model(request.Model), request, pictures, api.Accounts[0].Id, "sub_1");
}
