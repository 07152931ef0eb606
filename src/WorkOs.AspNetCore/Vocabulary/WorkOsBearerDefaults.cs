namespace WorkOs.AspNetCore;

/// <summary>The values that a bearer scheme has when the app sets none.</summary>
public static class WorkOsBearerDefaults
{
    /// <summary>The name of the scheme that accepts AuthKit access tokens: <c>WorkOS.Bearer</c>.</summary>
    public const string AuthenticationScheme = "WorkOS.Bearer";
}
