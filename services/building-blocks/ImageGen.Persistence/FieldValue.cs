namespace ImageGen.Persistence;

/// <summary>A declared field and the value it must have: a <see cref="string"/> or a <see cref="long"/>.</summary>
public readonly record struct FieldValue(string Field, object Value);
