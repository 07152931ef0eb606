using SampleSite.Api;
using WorkOs.AspNetCore;
using WorkOs.AspNetCore.Testing;

namespace SampleSite.Sandbox;

/// <summary>Lets the site run without a WorkOS account, in Development and if no credentials are configured.</summary>
internal static class SandboxSetup
{
    /// <summary>
    /// Starts a sandbox in the process and configures the site for it. Other apps need the first statement only; the rest is for Connect and for the
    /// API page.
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
