namespace WorkOs.AspNetCore;

/// <summary>The values that the scheme in front of an API's schemes has when the app sets none.</summary>
public static class WorkOsApiDefaults
{
    /// <summary>The name of the scheme that forwards each request to the scheme of its credential: <c>WorkOS.Api</c>.</summary>
    public const string AuthenticationScheme = "WorkOS.Api";
}
