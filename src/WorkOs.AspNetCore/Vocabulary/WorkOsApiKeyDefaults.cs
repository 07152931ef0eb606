namespace WorkOs.AspNetCore;

/// <summary>The default values of a scheme for API keys.</summary>
public static class WorkOsApiKeyDefaults
{
    /// <summary>The name of the scheme that accepts API keys of customers: <c>WorkOS.ApiKey</c>.</summary>
    public const string AuthenticationScheme = "WorkOS.ApiKey";

    /// <summary>The prefix of every API key: <c>sk_</c>. No access token has it.</summary>
    public const string KeyPrefix = "sk_";
}
