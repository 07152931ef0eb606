namespace WorkOs.AspNetCore;

/// <summary>
/// Writes the parameters that WorkOS hands on to an OAuth provider, in the form on which its description and its Go and
/// Python SDKs agree: scopes joined by commas, the map in brackets.
/// </summary>
internal static class ProviderParameters
{
    public static AuthorizationParameters AddProviderParameters(this AuthorizationParameters parameters, AuthenticationProperties properties)
    {
        if (properties.GetParameter<IEnumerable<string>>(WorkOsRemoteChallengeProperties.ProviderScopesKey) is { } scopes)
        {
            parameters.Add("provider_scopes", string.Join(',', scopes.Where(scope => !string.IsNullOrWhiteSpace(scope))));
        }

        var map = properties.GetParameter<IEnumerable<KeyValuePair<string, string>>>(WorkOsRemoteChallengeProperties.ProviderQueryParametersKey);
        foreach (var (name, value) in map ?? [])
        {
            parameters.Add($"provider_query_params[{name}]", value);
        }

        return parameters;
    }
}
