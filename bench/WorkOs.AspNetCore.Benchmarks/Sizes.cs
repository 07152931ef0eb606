using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Authentication;

namespace WorkOs.AspNetCore.Benchmarks;

/// <summary>Prints the size of a session in the browser's cookie and in the cache, for <c>docs/capacity.md</c>.</summary>
internal static class Sizes
{
    public static async Task RunAsync()
    {
        await ReportAsync(await SessionTickets.OfSsoAsync(), SessionPipeline.SsoAsync);
        await ReportAsync(await SessionTickets.OfAuthKitAsync(), SessionPipeline.AuthKitAsync);
    }

    private static async Task ReportAsync(AuthenticationTicket ticket, Func<AuthenticationTicket, bool, IWorkOsSessionCache?, Task<SessionPipeline>> start)
    {
        foreach (var isStored in new[] { false, true })
        {
            var cache = new SizedCache();
            using var pipeline = await start(ticket, isStored, cache);
            await pipeline.SendAsync();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{pipeline.Name}: a cookie of {pipeline.CookieBytes} bytes, {cache.Bytes} bytes in the cache under names of {cache.NameBytes} bytes, {cache.Calls} call for a request"));
        }
    }

    private sealed class SizedCache : IWorkOsSessionCache
    {
        private readonly ConcurrentDictionary<string, byte[]> _values = new(StringComparer.Ordinal);

        public int Calls { get; private set; }

        public int Bytes => _values.Values.Sum(static value => value.Length);

        public int NameBytes => _values.Keys.Sum(static name => name.Length);

        public ValueTask<IReadOnlyList<byte[]?>> GetAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
        {
            Calls++;
            return new([.. keys.Select(key => _values.GetValueOrDefault(key))]);
        }

        public ValueTask SetAsync(string key, byte[] value, TimeSpan lifetime, CancellationToken cancellationToken)
        {
            _values[key] = value;
            return default;
        }

        public ValueTask<bool> TrySetAsync(string key, byte[]? expected, byte[] value, TimeSpan lifetime, CancellationToken cancellationToken) => new(false);

        public ValueTask RemoveAsync(string key, CancellationToken cancellationToken) => default;
    }
}
