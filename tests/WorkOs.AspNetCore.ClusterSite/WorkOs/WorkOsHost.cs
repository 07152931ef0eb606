using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Testing;

namespace WorkOs.AspNetCore.ClusterSite;

/// <summary>The process that plays WorkOS: the sandbox with the people of the test, and the gateway in front of it.</summary>
internal static class WorkOsHost
{
    public const string FirstOrganization = "org_acme";
    public const string SecondOrganization = "org_globex";
    public const int People = 64;

    /// <summary>The role in each organization, so that claims of one are not taken for those of the other.</summary>
    public static string RoleIn(string organization) => $"role-of-{organization}";

    public static string EmailOf(int person) => $"person{person}@acme.com";

    public static async Task RunAsync()
    {
        WorkOsSandboxAuthKitOptions options = null!;
        await using var sandbox = await WorkOsSandbox.StartAsync(seed =>
        {
            Configure(seed);
            options = seed.AuthKit;
        });
        var (journal, held) = (new RefreshJournal(sandbox.TimeProvider), new HeldReplies());
        using var gateway = new Gateway(sandbox, journal, held);

        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.Build();
        app.MapControl(sandbox, options, gateway, journal, held);
        app.MapFallback("{**path}", gateway.HandleAsync);
        await app.StartAsync();

        // The sandbox signs its tokens in the name of the gateway.
        options.Issuer = app.Urls.First() + "/user_management/{clientId}";
        Console.WriteLine(ClusterProgram.ListeningLabel + app.Urls.First());
        await app.WaitForShutdownAsync();
    }

    private static void Configure(WorkOsSandboxBuilder sandbox)
    {
        sandbox.AllowOutsideDevelopment = true;
        sandbox.ClientId = ClusterStartup.ClientId;
        sandbox.ApiKey = ClusterStartup.ApiKey;
        sandbox.AuthKit.WebhookSecret = ClusterStartup.WebhookSecret;
        foreach (var organization in new[] { FirstOrganization, SecondOrganization })
        {
            sandbox.AddOrganization(organization, organization, $"{organization}.example");
            sandbox.AddConnection($"conn_{organization}", organization);
            for (var person = 0; person < People; person++)
            {
                sandbox.AddPerson(organization, EmailOf(person), member => member.AddRoles(RoleIn(organization)));
            }
        }
    }
}
