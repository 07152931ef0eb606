using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using LiveCheck.Asking;

namespace LiveCheck;

/// <summary>The settings of a run, from environment variables.</summary>
internal static class Settings
{
    public const string RedirectUri = "http://localhost:5099/callback";
    public const string SignOutRedirect = "http://localhost:5099/signed-out";

    private const string TestOrganization = "org_test_idp";

    private static readonly (string Variable, string Name)[] Optional =
    [
        ("WORKOS_CONNECT_CLIENT_ID", "connect_client_id"),
        ("WORKOS_CONNECT_CLIENT_SECRET", "connect_client_secret"),
        ("WORKOS_OTHER_ORGANIZATION_ID", "other_organization"),
    ];

    /// <summary>The reason why the run can't start, or null. It contains no values.</summary>
    public static string? Refusal(Func<string, string?> variable)
    {
        if (string.IsNullOrEmpty(variable("WORKOS_CLIENT_ID")) || variable("WORKOS_API_KEY") is not { Length: > 0 } key)
        {
            return "Set WORKOS_CLIENT_ID and WORKOS_API_KEY to those of a staging environment, or try --sandbox.";
        }

        return key.StartsWith("sk_test_", StringComparison.Ordinal)
            ? null
            : "WORKOS_API_KEY is not the key of a staging environment, which begins with sk_test_. The check does not run against production.";
    }

    /// <summary>Reads the settings. Call it after <see cref="Refusal"/> has returned null.</summary>
    /// <exception cref="UriFormatException">An address is not valid.</exception>
    public static Values Read(Func<string, string?> variable)
    {
        var values = New(
            OriginOf(variable("WORKOS_BASE_ADDRESS") is { Length: > 0 } api ? api : "https://api.workos.com"),
            variable("WORKOS_CLIENT_ID")!,
            variable("WORKOS_API_KEY")!);
        values["authkit"] = variable("WORKOS_AUTHKIT_DOMAIN") is { Length: > 0 } domain ? OriginOf(domain) : null;
        values["organization"] = variable("WORKOS_ORGANIZATION_ID") is { Length: > 0 } organization ? organization : TestOrganization;
        foreach (var (name, key) in Optional)
        {
            values[key] = variable(name);
        }

        return values;
    }

    /// <summary>Creates the values of a run, with a new state, nonce and PKCE verifier.</summary>
    public static Values New(string api, string clientId, string apiKey)
    {
        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return new()
        {
            ["api"] = api,
            ["client_id"] = clientId,
            ["api_key"] = apiKey,
            ["redirect_uri"] = RedirectUri,
            ["sign_out_redirect"] = SignOutRedirect,
            ["run_state"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
            ["nonce"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
            ["verifier"] = verifier,
            ["other_verifier"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)),
            ["challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
        };
    }

    private static string OriginOf(string address) =>
        new Uri(address.Contains("://", StringComparison.Ordinal) ? address : "https://" + address).GetLeftPart(UriPartial.Authority);
}
