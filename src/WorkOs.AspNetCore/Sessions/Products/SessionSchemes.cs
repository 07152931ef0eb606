namespace WorkOs.AspNetCore;

/// <summary>Finds the schemes whose sessions follow one at WorkOS.</summary>
internal sealed class SessionSchemes(IAuthenticationSchemeProvider schemes, IServiceProvider services)
{
    /// <summary>The scheme; <see langword="null"/> when the app has none of that name, or one without sessions at WorkOS.</summary>
    public async ValueTask<SessionScheme?> FindAsync(string name) =>
        await schemes.GetSchemeAsync(name) is { } scheme && services.GetKeyedService<SessionProduct>(scheme.HandlerType) is { } product
            ? new SessionScheme(scheme, product.OptionsOf(name), product)
            : null;
}
