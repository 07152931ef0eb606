namespace WorkOs.AspNetCore;

/// <summary>Finds the product of a scheme by its name.</summary>
internal sealed class SessionSchemes(IAuthenticationSchemeProvider schemes, IEnumerable<ISessionProduct> products)
{
    /// <summary>The scheme; <see langword="null"/> when the app has none of that name, or one without sessions at WorkOS.</summary>
    public async ValueTask<ISessionScheme?> FindAsync(string name) => await schemes.GetSchemeAsync(name) is { } scheme
        ? products.Select(product => product.Open(scheme)).FirstOrDefault(found => found is not null)
        : null;
}
