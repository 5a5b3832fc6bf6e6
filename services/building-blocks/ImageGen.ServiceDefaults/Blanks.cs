namespace ImageGen.ServiceDefaults;

/// <summary>What people and programs leave around a text without seeing it.</summary>
public static class Blanks
{
    /// <summary>Blanks of all widths, line ends, marks of the byte order and of the direction.</summary>
    public static readonly char[] Around =
    [
        .. Enumerable.Range(0, 0x21).Select(code => (char)code), '\u007f', '\u0085', '\u00a0', '\u00ad', '\u1680', '\u180e',
        .. Enumerable.Range(0x2000, 0x10).Select(code => (char)code), '\u2028', '\u2029', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u202f',
        '\u205f', '\u2060', '\u2061', '\u2062', '\u2063', '\u2064', '\u2066', '\u2067', '\u2068', '\u2069', '\u3000', '\ufeff', '\ufffe',
    ];
}
