namespace WorkOs.AspNetCore;

/// <summary>The default values of a bearer scheme.</summary>
public static class WorkOsBearerDefaults
{
    /// <summary>The name of the scheme that accepts AuthKit access tokens: <c>WorkOS.Bearer</c>.</summary>
    public const string AuthenticationScheme = "WorkOS.Bearer";
}
