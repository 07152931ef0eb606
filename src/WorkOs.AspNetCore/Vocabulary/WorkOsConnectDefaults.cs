namespace WorkOs.AspNetCore;

/// <summary>The default values of a Connect scheme.</summary>
public static class WorkOsConnectDefaults
{
    /// <summary>The name of the Connect scheme: <c>WorkOS.Connect</c>.</summary>
    public const string AuthenticationScheme = "WorkOS.Connect";

    /// <summary>The name that a sign-in page shows for the scheme: <c>WorkOS Connect</c>.</summary>
    public static readonly string DisplayName = "WorkOS Connect";

    /// <summary>The path of the redirect URI, to be registered at the Connect application: <c>/signin-workos-connect</c>.</summary>
    public const string CallbackPath = "/signin-workos-connect";
}
