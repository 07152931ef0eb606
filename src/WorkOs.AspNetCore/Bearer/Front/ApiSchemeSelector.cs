using Microsoft.Net.Http.Headers;

namespace WorkOs.AspNetCore;

/// <summary>
/// Chooses the one scheme that authenticates a request, and that answers it where it cannot. It verifies nothing: what a credential says
/// only chooses the scheme that verifies it.
/// </summary>
internal sealed class ApiSchemeSelector(IEnumerable<ApiScheme> schemes, IServiceProvider services)
{
    private const string KeyPrefix = "sk_";

    private readonly ApiScheme[] _schemes = [.. schemes];

    /// <summary>Whether there is anything to choose from, and <paramref name="fallback"/> is part of it.</summary>
    public bool CanUse(string? fallback) =>
        _schemes.Length > 0 && (fallback is null || _schemes.Any(scheme => scheme.Name == fallback));

    /// <summary>The headers from which several schemes take API keys, so that nothing tells whose a key is, with the names of those schemes.</summary>
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

    /// <summary>The scheme that the token is meant for, of those with its issuer; the first of them where it is meant for none, so that one of them refuses it.</summary>
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
