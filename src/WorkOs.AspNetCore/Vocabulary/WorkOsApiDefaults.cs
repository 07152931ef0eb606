namespace WorkOs.AspNetCore;

/// <summary>The default values of the scheme that forwards requests to the schemes of an API.</summary>
public static class WorkOsApiDefaults
{
    /// <summary>The name of the scheme that forwards each request to the scheme of its credential: <c>WorkOS.Api</c>.</summary>
    public const string AuthenticationScheme = "WorkOS.Api";
}
