using System.Collections.Frozen;
using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore;

/// <summary>
/// The query of an authorize URL. Protocol parameters cannot be replaced, in any case of their names. Sign-in parameters are left out if they are
/// empty.
/// </summary>
internal sealed class AuthorizationParameters
{
    private static readonly FrozenSet<string> Reserved = FrozenSet.ToFrozenSet(
        [
            "client_id", "redirect_uri", "response_type", "response_mode", "state", "scope", "nonce", "code",
            "code_challenge", "code_challenge_method", "client_secret", "grant_type", "code_verifier",
            "organization", "organization_id", "connection", "connection_id", "provider", "domain",
        ],
        StringComparer.OrdinalIgnoreCase);

    private readonly List<KeyValuePair<string, string?>> _parameters = [];

    /// <summary>The authorization endpoint, if it is not the one of the options.</summary>
    public string? Endpoint { get; set; }

    /// <summary>Whether the name belongs to the protocol or selects the identity provider.</summary>
    public static bool IsReserved(string name) => Reserved.Contains(name.Trim());

    public AuthorizationParameters Add(string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            _parameters.Add(new(name, value));
        }

        return this;
    }

    /// <summary>Adds a parameter, unless its name is reserved or already present.</summary>
    public void AddUnreserved(string name, string value)
    {
        if (!IsReserved(name) && !_parameters.Exists(known => known.Key.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            Add(name, value);
        }
    }

    /// <summary>
    /// Adds the parameters that WorkOS passes on to an OAuth provider, in the format of WorkOS's API description and of its Go and Python SDKs:
    /// scopes separated by commas, and names of query parameters in brackets.
    /// </summary>
    public void AddProviderParameters(AuthenticationProperties challenge)
    {
        if (challenge.GetParameter<IEnumerable<string>>(WorkOsRemoteChallengeProperties.ProviderScopesKey) is { } scopes)
        {
            Add("provider_scopes", string.Join(',', scopes.Where(scope => !string.IsNullOrWhiteSpace(scope))));
        }

        var map = challenge.GetParameter<IEnumerable<KeyValuePair<string, string>>>(WorkOsRemoteChallengeProperties.ProviderQueryParametersKey);
        foreach (var (name, value) in map ?? [])
        {
            Add($"provider_query_params[{name}]", value);
        }
    }

    public string AppendTo(string endpoint) => QueryHelpers.AddQueryString(endpoint, _parameters);
}
