namespace WorkOs.AspNetCore;

/// <summary>A scheme of an API, and the kind of credentials that it accepts: access tokens, or API keys.</summary>
internal sealed class ApiScheme
{
    private readonly Func<IServiceProvider, AccessTokenValidator?>? _findValidator;
    private readonly Func<IServiceProvider, string?>? _findKeyHeader;

    private ApiScheme(string name, Func<IServiceProvider, AccessTokenValidator?>? findValidator, Func<IServiceProvider, string?>? findKeyHeader)
    {
        Name = name;
        _findValidator = findValidator;
        _findKeyHeader = findKeyHeader;
    }

    public string Name { get; }

    /// <summary>Creates a scheme for access tokens; <paramref name="findValidator"/> returns null while the scheme is disabled.</summary>
    public static ApiScheme ForTokens(string name, Func<IServiceProvider, AccessTokenValidator?> findValidator) => new(name, findValidator, findKeyHeader: null);

    /// <summary>
    /// Creates a scheme for API keys; <paramref name="findHeader"/> returns the header with the key, or null while the scheme is disabled.
    /// </summary>
    public static ApiScheme ForKeys(string name, Func<IServiceProvider, string?> findHeader) => new(name, findValidator: null, findHeader);

    public AccessTokenValidator? FindValidator(IServiceProvider services) => _findValidator?.Invoke(services);

    public string? FindKeyHeader(IServiceProvider services) => _findKeyHeader?.Invoke(services);
}
