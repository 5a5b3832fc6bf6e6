namespace ImageGen.Volcengine.Simulator.Visual;

/// <summary>The service's answer, good or bad.</summary>
internal sealed record Envelope(int Code, string Message, string RequestId, int Status, string TimeElapsed, object? Data);

/// <summary>What a submit answers.</summary>
internal sealed record SubmitData(string TaskId);

/// <summary>What a question for a result answers.</summary>
internal sealed record ResultData(string Status, IReadOnlyList<string>? ImageUrls = null, IReadOnlyList<byte[]>? BinaryDataBase64 = null);
