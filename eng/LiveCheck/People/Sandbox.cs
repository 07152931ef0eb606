using LiveCheck.Asking;
using WorkOs.AspNetCore.Testing;

namespace LiveCheck.People;

/// <summary>Starts a sandbox with the set-up that docs/live-check.md describes for a staging environment.</summary>
internal static class Sandbox
{
    public const string Email = "margaret@acme.com";

    private const string Organization = "org_acme";

    public static Task<WorkOsSandbox> StartAsync(Action<WorkOsSandboxBuilder>? configure = null) => WorkOsSandbox.StartAsync(builder =>
    {
        builder.AllowOutsideDevelopment = true;
        builder.AddSampleData()
            .AddRedirectUri(Settings.RedirectUri)
            .AddSignOutRedirect(Settings.SignOutRedirect)
            .AddConnectApplication(application => application.RedirectUris.Add(Settings.RedirectUri));
        configure?.Invoke(builder);
    });

    public static IPerson PersonAt(WorkOsSandbox sandbox) => new SandboxPerson(sandbox, Email, Organization);

    public static Values ValuesOf(WorkOsSandbox sandbox)
    {
        var values = Settings.New(sandbox.BaseAddress.GetLeftPart(UriPartial.Authority), sandbox.ClientId, sandbox.ApiKey);
        values["authkit"] = sandbox.AuthKitDomain;
        values["connect_client_id"] = sandbox.Connect.Applications[0].ClientId;
        values["connect_client_secret"] = sandbox.Connect.Applications[0].ClientSecret;
        values["organization"] = Organization;
        values["other_organization"] = "org_globex";
        values["portal_organization"] = Organization;
        return values;
    }
}
