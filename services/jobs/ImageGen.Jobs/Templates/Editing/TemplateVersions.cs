using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ImageGen.Jobs.Templates.Editing;

/// <summary>Which version of a template somebody has seen (<c>ETag</c>) and means to change (<c>If-Match</c>).</summary>
internal static class TemplateVersions
{
    public static string ETagOf(Template template) => FormattableString.Invariant($"\"{template.Revision}\"");

    /// <returns>Whether a version is the one that the request means; without the header any is.</returns>
    /// <exception cref="ProblemException">400, where the header can not be read.</exception>
    public static Func<Template, bool> MeantBy(HttpRequest request)
    {
        var header = request.Headers.IfMatch;
        if (header.Count == 0)
            return _ => true;
        if (!EntityTagHeaderValue.TryParseList(header, out var tags))
            throw new ProblemException(400, "bad_if_match", "If-Match is the ETag of the template as you have seen it, with its quotes, or *.");
        return template => tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(new EntityTagHeaderValue(ETagOf(template)), useStrongComparison: true));
    }
}
