using Microsoft.Extensions.DependencyInjection;

namespace ImageGen.Volcengine.Apis;

internal static class ProviderApiRegistration
{
    /// <summary>All that the worker does for one of <see cref="Catalogue.ProviderApis"/>: its calls, and what they mean.</summary>
    /// <typeparam name="TClient">Whoever puts its calls on the wire.</typeparam>
    public static IServiceCollection AddProviderApi<TApi, TClient>(this IServiceCollection services)
        where TApi : class, IProviderApi
        where TClient : class => services.AddSingleton<TClient>().AddSingleton<IProviderApi, TApi>();
}
