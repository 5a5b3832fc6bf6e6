using ImageGen.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ImageGen.Volcengine.Admission;

internal static class AdmissionRegistration
{
    public static void AddAdmission(this IHostApplicationBuilder builder)
    {
        builder.AddDocuments(Slot.Documents);
        builder.AddShared(Room.Documents, id => new Room { Id = id });
        builder.AddShared(AccountState.Documents, id => new AccountState { Id = id });
        builder.AddShared(Rate.Documents, id => new Rate { Id = id });
        builder.AddDocuments(AccountOpinion.Documents);
        builder.Services.AddSingleton<Opinions>();
        builder.Services.AddSingleton(Random.Shared);
        builder.Services.AddSingleton<ModelLimits>();
        builder.Services.AddSingleton<Slots>();
        builder.Services.AddSingleton<Rates>();
        builder.Services.AddSingleton<AccountPool>();
        builder.Services.AddSingleton<Admissions>();
    }

    private static void AddShared<T>(this IHostApplicationBuilder builder, DocumentModel<T> model, Func<string, T> fresh) where T : class
    {
        builder.AddDocuments(model);
        builder.Services.AddSingleton(services => new SharedDocuments<T>(
            services.GetRequiredService<IDocuments<T>>(), fresh, services.GetRequiredService<TimeProvider>()));
    }
}
