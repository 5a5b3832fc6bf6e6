using ImageGen.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ImageGen.Volcengine.Admission;

internal static class AdmissionRegistration
{
    public static void AddAdmission(this IHostApplicationBuilder builder)
    {
        builder.AddDocuments<Slot>();
        builder.AddShared(id => new Room { Id = id });
        builder.AddShared(id => new AccountState { Id = id });
        builder.AddShared(id => new Rate { Id = id });
        builder.AddDocuments<AccountOpinion>();
        builder.Services.AddSingleton<Opinions>();
        builder.Services.AddSingleton(Random.Shared);
        builder.Services.AddSingleton<ModelLimits>();
        builder.Services.AddSingleton<Slots>();
        builder.Services.AddSingleton<Rates>();
        builder.Services.AddSingleton<AccountPool>();
        builder.Services.AddSingleton<Admissions>();
    }

    private static void AddShared<T>(this IHostApplicationBuilder builder, Func<string, T> fresh) where T : class, IDocument<T>
    {
        builder.AddDocuments<T>();
        builder.Services.AddSingleton(services => new SharedDocuments<T>(
            services.GetRequiredService<IDocuments<T>>(), fresh, services.GetRequiredService<TimeProvider>()));
    }
}
