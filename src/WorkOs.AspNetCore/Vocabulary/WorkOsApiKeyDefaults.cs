namespace WorkOs.AspNetCore;

/// <summary>The values that a scheme for API keys has when the app sets none.</summary>
public static class WorkOsApiKeyDefaults
{
    /// <summary>The name of the scheme that accepts API keys of customers: <c>WorkOS.ApiKey</c>.</summary>
    public const string AuthenticationScheme = "WorkOS.ApiKey";

    /// <summary>How every API key begins: <c>sk_</c>. No access token does.</summary>
    public const string KeyPrefix = "sk_";
}
