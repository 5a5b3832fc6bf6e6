using ImageGen.Persistence;

namespace ImageGen.Architecture.Tests.Sample;

internal sealed record RememberingDocument(IReadOnlyList<ForgetfulPart> Parts) : DocumentPart;

internal sealed record ForgetfulPart(string Text);
