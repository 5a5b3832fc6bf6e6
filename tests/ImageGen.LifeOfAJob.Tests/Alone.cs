namespace ImageGen.LifeOfAJob.Tests;

/// <summary>Tests that take every core by themselves: nothing runs beside them.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class Alone;
