namespace WorkOs.AspNetCore;

/// <summary>The default values of a WorkOS scheme.</summary>
public static class WorkOsDefaults
{
    /// <summary>The name of the single sign-on scheme: <c>WorkOS</c>.</summary>
    public const string AuthenticationScheme = "WorkOS";

    /// <summary>The name that a sign-in page shows for the scheme: <c>WorkOS</c>.</summary>
    public static readonly string DisplayName = "WorkOS";

    /// <summary>The address of WorkOS's API: <c>https://api.workos.com</c>.</summary>
    public static readonly Uri BaseAddress = new("https://api.workos.com");

    /// <summary>The path of the redirect URI, to be registered in WorkOS's dashboard: <c>/signin-workos</c>.</summary>
    public const string CallbackPath = "/signin-workos";
}
