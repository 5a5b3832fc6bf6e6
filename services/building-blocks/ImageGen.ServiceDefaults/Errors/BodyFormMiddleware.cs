using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace ImageGen.ServiceDefaults.Errors;

/// <summary>
/// Judges the form of a body before the framework reads it, which fails on a character set it does not know and takes any other trouble with
/// bytes for a value of the wrong type.
/// </summary>
internal sealed class BodyFormMiddleware(RequestDelegate next)
{
    private const string Utf8 = "utf-8";

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return next(context);
        BoundedBody.Use(context);
        // Where it is read here; a proxy hands it on as it is.
        var isReadHere = context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is not null;
        // First of all: after an answer for another reason the server would find the rest too long, and break the connection under the next request.
        if (isReadHere && request.ContentLength > context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize)
            throw BadRequestProblem.TooLarge(request);
        var coding = request.Headers.ContentEncoding.ToString();
        if (coding.Length > 0 && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            throw new ProblemException(
                415, "unsupported_content_encoding", $"Send the body as it is: the Content-Encoding '{ShortText.Of(coding, 60)}' is not taken.");
        }

        if (request.HasJsonContentType() && MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && CharsetOf(type) == Utf8)
        {
            request.ContentType = $"{type.MediaType}; charset={Utf8}";
            if (isReadHere)
                request.Body = new Utf8Body(request.Body);
        }

        return next(context);
    }

    /// <returns>One that the framework knows.</returns>
    /// <exception cref="ProblemException">415.</exception>
    private static string CharsetOf(MediaTypeHeaderValue type)
    {
        var charset = HeaderUtilities.RemoveQuotes(type.Charset).ToString().Trim();
        // JSON is UTF-8, and what is left out or misspelled by many is that.
        if (charset.Length == 0 || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase))
            return Utf8;
        try
        {
            return Encoding.GetEncoding(charset).WebName;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw new ProblemException(415, "unsupported_charset", $"Send JSON in UTF-8: the charset '{ShortText.Of(charset, 60)}' is not known here.");
        }
    }
}
