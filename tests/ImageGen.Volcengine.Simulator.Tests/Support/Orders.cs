namespace ImageGen.Volcengine.Simulator.Tests.Support;

/// <summary>Bodies of a submit.</summary>
internal static class Orders
{
    public const string ReqKey = "jimeng_t2i_v40";

    public static Dictionary<string, object?> Of(string prompt, params (string Name, object? Value)[] more)
    {
        var body = new Dictionary<string, object?>
        {
            ["req_key"] = ReqKey,
            ["prompt"] = prompt,
            ["width"] = 1024,
            ["height"] = 1024,
            ["force_single"] = true,
        };
        foreach (var (name, value) in more)
            body[name] = value;
        return body;
    }
}
