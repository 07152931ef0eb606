namespace WorkOs.AspNetCore;

/// <summary>
/// Reads the metadata of one AuthKit domain. Secrets and codes are sent to its endpoints, so each endpoint must be on the domain's own origin, or
/// on an origin that the app allows. Fields that are not used here are ignored.
/// </summary>
/// <param name="domain">The domain, which the issuer must equal.</param>
/// <param name="allowedOrigins">Origins of endpoints besides the domain's own.</param>
internal sealed class ProviderMetadataReader(Uri domain, IReadOnlyCollection<string> allowedOrigins)
{
    private const int MaxLength = 2048;

    private readonly string _issuer = WorkOsAddress.Combine(domain, "");

    /// <exception cref="DiscoveryException">The document is not one of this domain; the message says why.</exception>
    public ProviderMetadata Read(JsonElement document)
    {
        var issuer = document.GetStringOrNull("issuer");
        return issuer == _issuer
            ? new ProviderMetadata
            {
                Issuer = issuer,
                AuthorizationEndpoint = Required(document, "authorization_endpoint"),
                TokenEndpoint = Required(document, "token_endpoint"),
                KeySet = Required(document, "jwks_uri"),
                UserInfoEndpoint = Optional(document, "userinfo_endpoint"),
                RevocationEndpoint = Optional(document, "revocation_endpoint"),
                NamesIssuerInAnswers = document.TryGetProperty("authorization_response_iss_parameter_supported", out var supported)
                    && supported.ValueKind == JsonValueKind.True,
            }
            : throw DiscoveryException.Unusable($"its issuer is {Describe(issuer)}, and not exactly {_issuer}: set AuthKitDomain to the issuer");
    }

    private string Required(JsonElement document, string name) =>
        Optional(document, name) ?? throw DiscoveryException.Unusable($"it has no {name}");

    // An endpoint that is not a valid address is an error, even if the endpoint is optional.
    private string? Optional(JsonElement document, string name)
    {
        if (!document.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (text is not { Length: <= MaxLength } || !Uri.TryCreate(text, UriKind.Absolute, out var address) || !WorkOsAddress.IsSafe(address))
        {
            throw DiscoveryException.Unusable($"its {name} is not an https address without query and fragment");
        }

        return IsOf(domain, address) || allowedOrigins.Any(origin => Uri.TryCreate(origin, UriKind.Absolute, out var allowed) && IsOf(allowed, address))
            ? address.AbsoluteUri
            : throw DiscoveryException.Unusable($"its {name} is at {Describe(text)}, which is neither the domain nor in AllowedEndpointOrigins");
    }

    private static bool IsOf(Uri origin, Uri address) =>
        Uri.Compare(origin, address, UriComponents.SchemeAndServer | UriComponents.StrongPort, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    // The message repeats only the origin of text from outside.
    private static string Describe(string? text) =>
        text is { Length: <= MaxLength } && Uri.TryCreate(text, UriKind.Absolute, out var address) && WorkOsAddress.IsSafe(address)
            ? $"{address.Scheme}://{address.IdnHost}:{address.Port}{(address.AbsolutePath == "/" ? text.EndsWith('/') ? "/" : "" : " with a path")}"
            : text is null ? "missing" : "not an https address";
}
