using System.Collections.Frozen;

namespace SampleSite.Customers;

/// <summary>WorkOS's connection types as people call them; a type that this site does not know is shown as it is.</summary>
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
