using ImageGen.Contracts;
using ImageGen.ServiceDefaults.Configuration;
using Microsoft.Extensions.Configuration;

namespace ImageGen.Auditing;

/// <summary>What is put on record of a prompt.</summary>
public enum PromptRecord
{
    Whole,

    /// <summary>Whoever has the prompt can tell that it was the one.</summary>
    Hashed,

    None,
}

public static class PromptRecords
{
    /// <exception cref="ConfigurationException">It is none of the three.</exception>
    public static PromptRecord From(IConfiguration configuration) => configuration["Audit:Prompts"] switch
    {
        null or "" or "whole" => PromptRecord.Whole,
        "hashed" => PromptRecord.Hashed,
        "none" => PromptRecord.None,
        var text => throw new ConfigurationException($"IMAGEGEN_AUDIT_PROMPTS is '{text}'; it must be whole, hashed or none."),
    };

    /// <param name="prompts">What is put on record of them.</param>
    /// <param name="name">Of the parameter.</param>
    /// <param name="text">The prompt; null where there is none.</param>
    /// <returns>The parameter as the record has it, by a name that tells a hash from a text.</returns>
    public static KeyValuePair<string, string?> Detail(this PromptRecord prompts, string name, string? text) => prompts switch
    {
        PromptRecord.Hashed => new(name + "_sha256", string.IsNullOrEmpty(text) ? null : PromptHash.Of(text)),
        PromptRecord.Whole => new(name, string.IsNullOrEmpty(text) ? null : text),
        _ => new(name, null),
    };
}
