using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace ImageGen.Catalogue;

public static class CatalogueExtensions
{
    /// <remarks>Reads <c>Catalogue:Folder</c> (<c>IMAGEGEN_MODELS</c>): a folder of JSON files that change the built-in models or add to them.</remarks>
    /// <exception cref="InvalidCatalogueException">A file of it can not be used.</exception>
    public static IHostApplicationBuilder AddModelCatalogue(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(ModelCatalogue.Load(builder.Configuration["Catalogue:Folder"]));
        return builder;
    }
}
