using System.Security.Cryptography;
using System.Text;

namespace WorkOs.AspNetCore;

/// <summary>
/// The token request of a machine. Tokens are cached with this request as the key, which binds them to the domain, the client, its secret, the
/// scopes and the resource; the secret is compared by its SHA-256.
/// </summary>
internal sealed record AccessTokenRequest
{
    public required Uri Domain { get; init; }

    public required string ClientId { get; init; }

    public required string SecretHash { get; init; }

    public required string Scope { get; init; }

    public required string? Resource { get; init; }

    public static AccessTokenRequest Of(WorkOsMachineTokenOptions options) => new()
    {
        Domain = options.AuthKitDomain!,
        ClientId = options.ClientId,
        SecretHash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(options.ClientSecret))),
        Scope = string.Join(' ', options.Scope.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
        Resource = options.Resource,
    };

    /// <summary>RFC 6749, section 3.3.</summary>
    public static bool IsScope(string? scope) =>
        !string.IsNullOrEmpty(scope) && scope.All(c => c is > ' ' and <= '~' and not ('"' or '\\'));

    /// <summary>The fields of the request (RFC 6749, section 4.4.2).</summary>
    public IEnumerable<KeyValuePair<string, string?>> FieldsWith(string clientSecret)
    {
        yield return new("grant_type", "client_credentials");
        yield return new("client_id", ClientId);
        yield return new("client_secret", clientSecret);
        if (Scope.Length > 0)
        {
            yield return new("scope", Scope);
        }

        if (Resource is not null)
        {
            yield return new("resource", Resource);
        }
    }
}
