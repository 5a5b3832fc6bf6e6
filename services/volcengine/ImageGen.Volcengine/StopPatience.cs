using ImageGen.Catalogue;
using ImageGen.Volcengine.Apis.Ark;
using ImageGen.Volcengine.Settings;

namespace ImageGen.Volcengine;

/// <summary>How long a stop waits. A call on the wire may be paid for already, and only its answer says what came of it.</summary>
internal static class StopPatience
{
    /// <summary>For noting the answer, and for the bus to stop after it.</summary>
    private const double SecondsAfterAnswer = 60;

    public static TimeSpan Of(TimeSpan least, ModelCatalogue catalogue, VolcengineOptions options)
    {
        var longest = options.Pool().All(account => string.IsNullOrEmpty(account.ArkApiKey))
            ? options.Visual.SubmitTimeoutSeconds
            : catalogue.Models.Where(model => model.Provider.Api == ArkProvider.Name).Select(model => model.MaxSeconds)
                .Append(options.Visual.SubmitTimeoutSeconds).Max();
        var patience = TimeSpan.FromSeconds(longest + SecondsAfterAnswer);
        return patience > least ? patience : least;
    }
}
