using Microsoft.Extensions.Options;

namespace ImageGen.Catalogue;

/// <summary>The catalogue can not work. It is configuration as well, so hosts end with its message as their one line.</summary>
public sealed class InvalidCatalogueException(string message) : OptionsValidationException("Catalogue", typeof(ModelCatalogue), [message]);
