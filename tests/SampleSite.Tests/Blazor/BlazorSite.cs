using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore;
using WorkOs.AspNetCore.Testing;

namespace SampleSite.Tests.Blazor;

/// <summary>A site of interactive components on a loopback port, signed in through AuthKit at a sandbox whose clock it has.</summary>
internal sealed class BlazorSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private BlazorSite(WebApplication app, WorkOsSandbox workOs) => (_app, WorkOs) = (app, workOs);

    public WorkOsSandbox WorkOs { get; }

    public string Url => _app.Urls.Single();

    public static async Task<BlazorSite> StartAsync(bool useStore = true)
    {
        var workOs = await WorkOsSandbox.StartAsync(builder => builder
            .AddOrganization("org_acme", "Acme", "acme.com")
            .AddPerson("org_acme", "margaret@acme.com", person => person.WithName("Margaret", "Hamilton"))
            .AddOrganization("org_globex", "Globex")
            .AddPerson("org_globex", "margaret@acme.com", person => person.WithName("Margaret", "Hamilton")));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        builder.Services.AddRouting().AddAuthorization().AddSingleton(workOs.TimeProvider);
        var authentication = builder.Services.AddWorkOsAuthKit(options =>
        {
            options.ClientId = workOs.ClientId;
            options.ApiKey = workOs.ApiKey;
            options.BaseAddress = workOs.BaseAddress;
            options.Organization = "org_acme";
            options.SaveTokens = !useStore;
            options.WebhookSecrets.Add(workOs.AuthKit.WebhookSecret);
        });
        if (useStore)
        {
            authentication.AddWorkOsDistributedSessions();
        }

        builder.Services.AddRazorComponents().AddInteractiveServerComponents().AddWorkOsAuthenticationState();
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapGet("/_framework/blazor.web.js", static () => Results.Bytes(BlazorScript.Bytes, "text/javascript"));
        app.Map("/closed", static () => "closed").RequireAuthorization();
        app.MapPost("/switch", static async (HttpContext context, WorkOsSessions sessions, [FromForm] string organization) =>
        {
            await sessions.SwitchOrganizationAsync(context, organization);
            return Results.LocalRedirect("/");
        });
        app.MapRazorComponents<Root>().AddInteractiveServerRenderMode();
        app.MapWorkOsAuthKit();
        app.MapWorkOsWebhooks();
        await app.StartAsync();
        var site = new BlazorSite(app, workOs);
        workOs.AuthKit.WebhookUrl = new Uri(site.Url + "/auth/webhooks");
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await WorkOs.DisposeAsync();
    }
}
