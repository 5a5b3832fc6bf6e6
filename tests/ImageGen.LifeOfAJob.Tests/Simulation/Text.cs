namespace ImageGen.LifeOfAJob.Tests.Simulation;

internal static class Text
{
    /// <summary>The members in which a record differs from the usual one.</summary>
    public static string Unusual<T>(T record, T usual) where T : notnull => string.Join(", ", typeof(T).GetProperties()
        .Where(member => member.GetIndexParameters().Length == 0 && Shown(member.GetValue(record)) != Shown(member.GetValue(usual)))
        .Select(member => $"{member.Name} {Shown(member.GetValue(record))}"));

    private static string Shown(object? value) =>
        value is System.Collections.IEnumerable many and not string ? string.Join('+', many.Cast<object>()) : value?.ToString() ?? "";
}
