using SampleSite.Api;
using WorkOs.AspNetCore;
using WorkOs.AspNetCore.Testing;

namespace SampleSite.Sandbox;

/// <summary>Lets the site work before there is a WorkOS account: in Development, and only where nothing is configured.</summary>
internal static class SandboxSetup
{
    /// <summary>
    /// Starts a WorkOS in the process and configures the site for it. What other apps need is the first line; the rest is for Connect and
    /// for the page that shows credentials.
    /// </summary>
    public static async Task<WorkOsSandbox?> UseSandboxUnlessConfiguredAsync(this WebApplicationBuilder builder)
    {
        var sandbox = await builder.UseWorkOsSandboxAsync(SandboxApplications.AddTo);
        if (sandbox is not null)
        {
            builder.Configuration.AddInMemoryCollection(ConfigureConnect(sandbox));
            builder.Services.AddSingleton(sandbox);
            builder.Services.AddSingleton<SandboxCredentials>();
        }

        return sandbox;
    }

    private static Dictionary<string, string?> ConfigureConnect(WorkOsSandbox sandbox)
    {
        const string Scheme = WorkOsConnectDefaults.AuthenticationScheme;
        var application = SandboxApplications.Site(sandbox);
        return new()
        {
            [Key(Scheme, "AuthKitDomain")] = sandbox.AuthKitDomain,
            [Key(Scheme, "ClientId")] = application.ClientId,
            [Key(Scheme, "ClientSecret")] = application.ClientSecret,
            [Key(Scheme, "Resource")] = SandboxApplications.Resource,
            [Key(SampleApi.ConnectScheme, "AuthKitDomain")] = sandbox.AuthKitDomain,
            [Key(SampleApi.ConnectScheme, "ClientId")] = sandbox.ClientId,
            [Key(SampleApi.ConnectScheme, "Resource")] = SandboxApplications.Resource,
        };
    }

    private static string Key(string scheme, string option) => $"Authentication:Schemes:{scheme}:{option}";
}
