using System.Collections.Frozen;

namespace SampleSite.Customers;

/// <summary>Names for WorkOS's connection types. An unknown type is shown unchanged.</summary>
public static class ConnectionNames
{
    private static readonly FrozenDictionary<string, string> ByType = new Dictionary<string, string>
    {
        ["ADFSSAML"] = "AD FS (SAML)",
        ["AppleOAuth"] = "Apple",
        ["AzureSAML"] = "Microsoft Entra ID (SAML)",
        ["GenericOIDC"] = "OpenID Connect",
        ["GenericSAML"] = "SAML",
        ["GitHubOAuth"] = "GitHub",
        ["GoogleOAuth"] = "Google",
        ["GoogleSAML"] = "Google Workspace (SAML)",
        ["MicrosoftOAuth"] = "Microsoft",
        ["OktaSAML"] = "Okta (SAML)",
        ["OneLoginSAML"] = "OneLogin (SAML)",
    }.ToFrozenDictionary();

    public static string For(string type) => ByType.GetValueOrDefault(type, type);
}
