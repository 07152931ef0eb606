using Microsoft.Net.Http.Headers;

namespace WorkOs.AspNetCore;

/// <summary>
/// Selects the one scheme that authenticates a request, and that challenges an unauthenticated one. The credential is not verified here: its content
/// only selects the scheme that verifies it.
/// </summary>
internal sealed class ApiSchemeSelector(IEnumerable<ApiScheme> schemes, IServiceProvider services)
{
    private const string KeyPrefix = "sk_";

    private readonly ApiScheme[] _schemes = [.. schemes];

    /// <summary>Whether there are schemes to select from, and <paramref name="fallback"/>, if any, is one of them.</summary>
    public bool CanUse(string? fallback) =>
        _schemes.Length > 0 && (fallback is null || _schemes.Any(scheme => scheme.Name == fallback));

    /// <summary>
    /// Returns the headers from which several schemes read API keys, with the names of these schemes. The scheme of such a key would be ambiguous.
    /// </summary>
    public IEnumerable<IGrouping<string, string>> FindSharedKeyHeaders() => _schemes
        .Select(scheme => (scheme.Name, Header: FindKeyHeader(scheme)))
        .Where(static scheme => scheme.Header is not null)
        .GroupBy(static scheme => scheme.Header!, static scheme => scheme.Name, StringComparer.OrdinalIgnoreCase)
        .Where(static schemes => schemes.Count() > 1);

    public string Select(HttpRequest request, string? fallback)
    {
        var token = BearerCredentials.Read(request);
        var issuer = token is null ? null : UnverifiedToken.ReadIssuer(token);
        foreach (var scheme in _schemes)
        {
            if (HasKeyFor(scheme, request, token))
            {
                return scheme.Name;
            }

            if (IsIssuerOf(scheme, issuer))
            {
                return SelectByAudience(scheme, token!, issuer!).Name;
            }
        }

        return fallback ?? _schemes[0].Name;
    }

    private bool HasKeyFor(ApiScheme scheme, HttpRequest request, string? token) =>
        scheme.FindKeyHeader(services) is { } header
        && (header == HeaderNames.Authorization ? token?.StartsWith(KeyPrefix, StringComparison.Ordinal) == true : request.Headers.ContainsKey(header));

    private bool IsIssuerOf(ApiScheme scheme, string? issuer) => issuer is not null && scheme.FindValidator(services)?.IsIssuedBy(issuer) == true;

    /// <summary>
    /// Selects the scheme that accepts the audience and the client of the token, of those with its issuer. If none does, returns the first one, which
    /// then refuses the token.
    /// </summary>
    private ApiScheme SelectByAudience(ApiScheme first, string token, string issuer)
    {
        var rivals = Array.FindAll(_schemes, scheme => IsIssuerOf(scheme, issuer));
        if (rivals.Length == 1 || UnverifiedToken.Read(token) is not { } read)
        {
            return first;
        }

        rivals = Narrow(rivals, validator => validator.HasAudience(read));
        return Narrow(rivals, validator => validator.HasClient(read))[0];
    }

    private ApiScheme[] Narrow(ApiScheme[] rivals, Func<AccessTokenValidator, bool> accepts)
    {
        var accepting = Array.FindAll(rivals, scheme => scheme.FindValidator(services) is { } validator && accepts(validator));
        return accepting.Length > 0 ? accepting : rivals;
    }

    private string? FindKeyHeader(ApiScheme scheme)
    {
        try
        {
            return scheme.FindKeyHeader(services);
        }
        catch (OptionsValidationException)
        {
            // The scheme reports this itself when the app starts.
            return null;
        }
    }
}
