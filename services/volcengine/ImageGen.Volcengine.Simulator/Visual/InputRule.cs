namespace ImageGen.Volcengine.Simulator.Visual;

/// <summary>Which pictures one <c>req_key</c> takes.</summary>
/// <param name="Min">So many at least.</param>
/// <param name="Max">So many at most.</param>
/// <param name="Bytes">Whether they may be in the body; links are always taken.</param>
/// <param name="MaxBytes">Of each.</param>
/// <param name="MinRatio">Least width / height; its reciprocal is the greatest.</param>
internal sealed record InputRule(int Min, int Max, bool Bytes, int MaxBytes, double MinRatio)
{
    public const string LinksField = "image_urls";
    public const string BytesField = "binary_data_base64";

    /// <summary>Of each.</summary>
    public const long MaxArea = 4096 * 4096;

    /// <summary>Whether the second picture is a mask: one channel, as large as the first.</summary>
    public bool Masked { get; init; }

    public string[] Fields => Bytes ? [LinksField, BytesField] : [LinksField];

    /// <summary>Pictures to work from, which the service fetches itself.</summary>
    public static InputRule References(int max) => new(0, max, Bytes: false, 15 << 20, MinRatio: 1 / 3d);

    /// <summary>The picture to be changed.</summary>
    public static InputRule One() => new(1, 1, Bytes: true, 4_700_000, MinRatio: 1 / 16d);

    /// <exception cref="EnvelopeException">They are not given as they must be.</exception>
    public IReadOnlyList<InputSource> Read(JsonFields fields)
    {
        var links = fields.Texts(LinksField) ?? [];
        var bytes = (Bytes ? fields.Texts(BytesField) : null) ?? [];
        if (links.Count > 0 && bytes.Count > 0)
            throw Invalid($"give pictures by {LinksField} or by {BytesField}, not by both");
        var count = links.Count + bytes.Count;
        if (count == 0 && Min > 0)
            throw new EnvelopeException(BusinessCode.MissingArgument, "Missing parameter: " + (Bytes ? BytesField : LinksField));
        if (count < Min || count > Max)
            throw Invalid($"it takes {Min} to {Max} pictures, there are {count}");
        return [.. links.Select(link => new InputSource(Address(link), null)), .. bytes.Select(text => new InputSource(null, Decode(text)))];
    }

    private static Uri Address(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw Invalid($"{LinksField} must hold http or https addresses");

    private static byte[] Decode(string text)
    {
        var bytes = new byte[text.Length * 3 / 4];
        return Convert.TryFromBase64String(text, bytes, out var length)
            ? bytes[..length]
            : throw new EnvelopeException(BusinessCode.ImageUndecodable, $"Image Decode Error: {BytesField} must hold base64 without a prefix");
    }

    private static EnvelopeException Invalid(string what) => new(BusinessCode.InvalidArgument, "Invalid parameter: " + what);
}

/// <summary>Where one picture is: exactly one of the two.</summary>
internal sealed record InputSource(Uri? Link, byte[]? Bytes);
