using SampleSite.Api;
using WorkOs.AspNetCore;
using WorkOs.AspNetCore.Testing;

namespace SampleSite.Sandbox;

/// <summary>Lets the site work before there is a WorkOS account: in Development, and only where nothing is configured.</summary>
internal static class SandboxSetup
{
    private static readonly string[] OfEnvironment =
    [
        WorkOsDefaults.AuthenticationScheme, WorkOsAuthKitDefaults.AuthenticationScheme,
        WorkOsBearerDefaults.AuthenticationScheme, WorkOsApiKeyDefaults.AuthenticationScheme,
    ];

    private static readonly string[] Schemes = [.. OfEnvironment, WorkOsConnectDefaults.AuthenticationScheme, SampleApi.ConnectScheme];

    private static IEnumerable<string> Credentials =>
    [
        "WORKOS_CLIENT_ID", "WORKOS_API_KEY",
        .. Schemes.SelectMany(scheme => new[] { Key(scheme, "ClientId"), Key(scheme, "ApiKey"), Key(scheme, "ClientSecret") }),
    ];

    /// <summary>
    /// Starts a WorkOS in the process and configures the site for it. One credential is enough to be left alone: a
    /// forgotten second one is then reported at start-up instead of hidden by a sandbox.
    /// </summary>
    public static async Task<WorkOsSandbox?> UseSandboxUnlessConfiguredAsync(this WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment() || Credentials.Any(key => !string.IsNullOrWhiteSpace(builder.Configuration[key])))
        {
            return null;
        }

        var sandbox = await WorkOsSandbox.StartAsync(builder.Environment, SandboxApplications.AddTo);
        builder.Configuration.AddInMemoryCollection(
            OfEnvironment.SelectMany(scheme => Configure(scheme, sandbox)).Concat(ConfigureConnect(sandbox)));
        builder.Services.AddSingleton(sandbox);
        builder.Services.AddSingleton<SandboxCredentials>();
        builder.Services.AddHostedService<SandboxAnnouncement>();
        return sandbox;
    }

    private static Dictionary<string, string?> Configure(string scheme, WorkOsSandbox sandbox) => new()
    {
        [Key(scheme, "ClientId")] = sandbox.ClientId,
        [Key(scheme, "ApiKey")] = sandbox.ApiKey,
        [Key(scheme, "BaseAddress")] = sandbox.BaseAddress.AbsoluteUri,
    };

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
