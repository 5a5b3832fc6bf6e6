namespace ImageGen.Persistence;

/// <summary>A declared field and the value it must have: a <see cref="string"/>, a <see cref="long"/>, or null where it must have none.
/// Of a field with many values one must be this.</summary>
public readonly record struct FieldValue(string Field, object? Value);
