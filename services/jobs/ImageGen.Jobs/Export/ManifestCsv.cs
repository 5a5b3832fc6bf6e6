using System.Globalization;
using System.Text;
using System.Text.Json;
using ImageGen.Jobs.Views;
using ImageGen.ServiceDefaults.Csv;

namespace ImageGen.Jobs.Export;

/// <summary>The manifest as a table. Pure.</summary>
internal static class ManifestCsv
{
    /// <summary>With the mark by which spreadsheets know UTF-8, or they would show other letters than those of a prompt.</summary>
    public const string Head =
        "\uFEFFid,file,error,job_id,index,created_at,user,team,model,prompt,title,job_title,tags,favorite,width,height,content_type,bytes,sha256,seed,cost,currency,batch,template_id,parameters\r\n";

    public static void Write(StringBuilder lines, ManifestEntry entry)
    {
        var picture = entry.Picture;
        lines.AppendCsvLine(
        [
            entry.Id,
            entry.File,
            entry.Error is { } error ? JsonNamingPolicy.SnakeCaseLower.ConvertName(error.ToString()) : null,
            picture?.JobId,
            Text(picture?.Index),
            picture?.CreatedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            picture?.Owner.User,
            picture?.Owner.Team,
            picture?.Model,
            picture?.Prompt,
            picture?.Title,
            picture?.JobTitle,
            picture is null ? null : string.Join(' ', picture.Tags),
            picture is null ? null : picture.Favorite ? "true" : "false",
            Text(picture?.Width),
            Text(picture?.Height),
            picture?.ContentType,
            Text(picture?.Bytes),
            picture?.Sha256,
            Text(picture?.Seed),
            entry.Cost?.Amount.ToString("0.####", CultureInfo.InvariantCulture),
            entry.Cost?.Currency,
            entry.Batch,
            entry.TemplateId,
            entry.Parameters is { } parameters ? JsonSerializer.Serialize(parameters, PublicJson.Options) : null,
        ]);
    }

    private static string? Text(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture);
}
