namespace WorkOs.AspNetCore;

/// <summary>The default values of an AuthKit scheme.</summary>
public static class WorkOsAuthKitDefaults
{
    /// <summary>The name of the AuthKit scheme: <c>WorkOS.AuthKit</c>.</summary>
    public const string AuthenticationScheme = "WorkOS.AuthKit";

    /// <summary>The name that a sign-in page shows for the scheme: <c>AuthKit</c>.</summary>
    public static readonly string DisplayName = "AuthKit";

    /// <summary>The path of the redirect URI, to be registered in WorkOS's dashboard: <c>/signin-workos-authkit</c>.</summary>
    public const string CallbackPath = "/signin-workos-authkit";
}
