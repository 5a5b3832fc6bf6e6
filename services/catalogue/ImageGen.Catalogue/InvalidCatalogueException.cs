namespace ImageGen.Catalogue;

public sealed class InvalidCatalogueException(string message, Exception? inner = null) : Exception(message, inner);
