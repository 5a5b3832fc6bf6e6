namespace ImageGen.Volcengine.Simulator.Visual;

/// <summary>The service's own codes, as far as the simulator answers them.</summary>
internal static class BusinessCode
{
    public const int Success = 10000;
    public const int InvalidArgument = 50200;
    public const int MissingArgument = 50201;
    public const int Unparsable = 50204;
    public const int ImageSize = 50205;
    public const int ImageEmpty = 50206;
    public const int ImageUndecodable = 50207;
    public const int BodyTooLarge = 50213;
    public const int InputInvalid = 50215;
    public const int InputTextRisk = 50412;
    public const int CopyrightText = 50413;
    public const int Qps = 50429;
    public const int Concurrency = 50430;
    public const int OutputImageRisk = 50511;

    /// <summary>The HTTP status that goes with a code.</summary>
    public static int Status(int code) => code switch
    {
        Success => 200,
        Qps or Concurrency => 429,
        50500 or 50501 => 500,
        _ => 400,
    };
}
