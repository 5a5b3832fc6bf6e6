namespace ImageGen.Volcengine.Simulator.Visual;

/// <summary>One field of a body that only has to have the right type and range.</summary>
/// <param name="Check">Throws where it has not.</param>
internal sealed record FieldRule(string Name, Action<JsonFields> Check)
{
    public static FieldRule Whole(string name, long min, long max) => new(name, fields => fields.Whole(name, min, max));

    public static FieldRule Number(string name, double min, double max) => new(name, fields => fields.Number(name, min, max));

    public static FieldRule Flag(string name) => new(name, fields => fields.Flag(name));

    public static FieldRule Text(string name) => new(name, fields => fields.Text(name));

    public static FieldRule OneOf(string name, params string[] values) => new(name, fields => fields.OneOf(name, values));
}
