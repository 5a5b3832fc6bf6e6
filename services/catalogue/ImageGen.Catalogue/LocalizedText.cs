namespace ImageGen.Catalogue;

/// <summary>The same text for both languages of the web app.</summary>
public sealed record LocalizedText(string Zh, string En);
