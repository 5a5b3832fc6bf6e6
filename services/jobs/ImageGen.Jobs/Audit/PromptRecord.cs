using ImageGen.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;

namespace ImageGen.Jobs.Audit;

/// <summary>What is put on record of a prompt.</summary>
internal enum PromptRecord
{
    Whole,

    /// <summary>Whoever has the prompt can tell that it was the one.</summary>
    Hashed,

    None,
}

internal static class PromptRecords
{
    /// <exception cref="ConfigurationException">It is none of the three.</exception>
    public static PromptRecord From(IConfiguration configuration) => configuration["Audit:Prompts"] switch
    {
        null or "" or "whole" => PromptRecord.Whole,
        "hashed" => PromptRecord.Hashed,
        "none" => PromptRecord.None,
        var text => throw new ConfigurationException($"IMAGEGEN_AUDIT_PROMPTS is '{text}'; it must be whole, hashed or none."),
    };
}
