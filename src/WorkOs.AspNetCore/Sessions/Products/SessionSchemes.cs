using System.Collections.Concurrent;

namespace WorkOs.AspNetCore;

/// <summary>Finds the schemes whose sessions follow one at WorkOS.</summary>
internal sealed class SessionSchemes(IAuthenticationSchemeProvider schemes, IServiceProvider services)
{
    private readonly ConcurrentDictionary<Type, SessionProduct?> _products = new();

    /// <summary>
    /// The scheme; <see langword="null"/> if the app has no scheme of that name, or one whose sessions do not follow one at WorkOS.
    /// </summary>
    public async ValueTask<SessionScheme?> FindAsync(string name) =>
        await schemes.GetSchemeAsync(name) is { } scheme && _products.GetOrAdd(scheme.HandlerType, static (type, services) => services.GetKeyedService<SessionProduct>(type), services) is { } product
            ? new SessionScheme(scheme, product.OptionsOf(name), product)
            : null;
}
