using ImageGen.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace ImageGen.Volcengine.Tests.Support;

/// <param name="Document">The kind of document.</param>
/// <param name="Operation">The name of the method.</param>
/// <param name="Argument">The id, body or query it was called with.</param>
internal sealed record StoreCall(Type Document, string Operation, object? Argument);

/// <summary>Lets a test fail, delay or count the calls of a replica's documents.</summary>
internal static class WatchedDocuments
{
    public static void Watch(IServiceCollection services, Store store)
    {
        foreach (var descriptor in services.Where(IsDocuments).ToList())
        {
            var document = descriptor.ServiceType.GetGenericArguments()[0];
            services.Remove(descriptor);
            services.AddSingleton(descriptor.ServiceType, provider => Activator.CreateInstance(
                typeof(Watched<>).MakeGenericType(document), descriptor.ImplementationFactory!(provider), store)!);
        }
    }

    private static bool IsDocuments(ServiceDescriptor descriptor) =>
        descriptor.ServiceType.IsGenericType && descriptor.ServiceType.GetGenericTypeDefinition() == typeof(IDocuments<>);

    private sealed class Watched<T>(IDocuments<T> inner, Store store) : IDocuments<T> where T : class
    {
        public Task<Stored<T>?> GetAsync(string id, CancellationToken cancellationToken) =>
            CallAsync(nameof(GetAsync), id, () => inner.GetAsync(id, cancellationToken));

        public Task<IReadOnlyList<Stored<T>>> GetManyAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
            CallAsync(nameof(GetManyAsync), ids, () => inner.GetManyAsync(ids, cancellationToken));

        public Task<Stored<T>?> InsertAsync(T body, CancellationToken cancellationToken) =>
            CallAsync(nameof(InsertAsync), body, () => inner.InsertAsync(body, cancellationToken));

        public Task<Stored<T>?> ReplaceAsync(Stored<T> seen, T next, CancellationToken cancellationToken) =>
            CallAsync(nameof(ReplaceAsync), next, () => inner.ReplaceAsync(seen, next, cancellationToken));

        public Task<bool> DeleteAsync(Stored<T> seen, CancellationToken cancellationToken) =>
            CallAsync(nameof(DeleteAsync), seen.Id, () => inner.DeleteAsync(seen, cancellationToken));

        public Task<IReadOnlyList<Stored<T>>> ClaimDueAsync(DueClaim claim, CancellationToken cancellationToken) =>
            CallAsync(nameof(ClaimDueAsync), claim, () => inner.ClaimDueAsync(claim, cancellationToken));

        public Task<DocumentPage<T>> PageAsync(PageQuery query, CancellationToken cancellationToken) =>
            CallAsync(nameof(PageAsync), query, () => inner.PageAsync(query, cancellationToken));

        public Task<long> CountAsync(IReadOnlyList<FieldValue> where, int limit, CancellationToken cancellationToken) =>
            CallAsync(nameof(CountAsync), where, () => inner.CountAsync(where, limit, cancellationToken));

        public Task<int> DeleteOlderThanAsync(string field, long cutoff, int limit, CancellationToken cancellationToken) =>
            CallAsync(nameof(DeleteOlderThanAsync), field, () => inner.DeleteOlderThanAsync(field, cutoff, limit, cancellationToken));

        private async Task<TResult> CallAsync<TResult>(string operation, object? argument, Func<Task<TResult>> call)
        {
            var watched = new StoreCall(typeof(T), operation, argument);
            await store.Before(watched);
            var result = await call();
            await store.After(watched);
            return result;
        }
    }
}
