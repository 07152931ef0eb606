using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Bearer.ApiKeys;
using WorkOs.AspNetCore.Tests.Clients;

namespace WorkOs.AspNetCore.Tests.Attacks.Storage;

/// <summary>What an API remembers of the API keys of customers, and what a client remembers of its own tokens.</summary>
internal static class ApiKeyCells
{
    private const string Key = "accepted API key";
    private const string Token = "token of the app for other services";

    public static IEnumerable<Cell> All =>
    [
        new(Key, Places.Own, Outcome.Accepted, "for 30 seconds", () => SendLaterAsync(TimeSpan.FromSeconds(29))),
        new(Key, Places.Scheme, Outcome.Refused, "each scheme remembers its own, and asks its own environment", SendToSchemeAsync),
        new(Key, Places.Later, Outcome.Refused, "WorkOS is asked again", () => SendLaterAsync(TimeSpan.FromSeconds(30))),
        new(Key, "past its expiry", Outcome.Refused, "that is looked at each time", () => SendLaterAsync(TimeSpan.FromSeconds(10), """,  "expires_at":"2026-01-15T12:00:10Z" """)),
        new(Key, "after `api_key.revoked`", Outcome.Refused, "a webhook ends it, on the machine that receives it", SendAfterWebhookAsync),
        new(Key, "an outage of WorkOS", Outcome.Accepted, "for what is left of the 30 seconds", () => SendLaterAsync(TimeSpan.FromSeconds(29), outage: true)),
        new(Key, "an outage of half a minute", Outcome.Refused, "keys are answered with 503", () => SendLaterAsync(TimeSpan.FromSeconds(30), outage: true)),

        new(Token, Places.Own, Outcome.Accepted, "until half a minute before its `exp`", () => CallLaterAsync(TimeSpan.FromSeconds(269))),
        new(Token, Places.Later, Outcome.Refused, "another one is asked for", () => CallLaterAsync(TimeSpan.FromSeconds(270))),
        new(Token, "another secret of the client", Outcome.Refused, "the hash of the secret is part of its name", () => CallOtherAsync(static options => options.ClientSecret = "guessed")),
        new(Token, "another resource", Outcome.Refused, "the resource is part of its name", () => CallOtherAsync(static options => options.Resource = "https://other.example.com/")),
        new(Token, "another AuthKit domain", Outcome.Refused, "the domain is part of its name", () => CallOtherAsync(static options => options.AuthKitDomain = new Uri("https://other.authkit.app"))),
        new(Token, "after a 401 of the service", Outcome.Refused, "another one is asked for, once", CallAfterRefusalAsync),
    ];

    private static async Task<string> SendLaterAsync(TimeSpan later, string more = "", bool outage = false)
    {
        await using var api = await ApiKeyApi.StartAsync();
        api.WorkOs.Keys[ApiKeyServer.Acme] = ApiKeyServer.Organization(more);
        Assert.Equal(200, (await api.SendKeyAsync(ApiKeyServer.Acme)).Status);
        api.WorkOs.Keys.Clear();
        if (outage)
        {
            api.WorkOs.Respond(HttpStatusCode.ServiceUnavailable);
        }

        api.Clock.Advance(later);
        return await WorthAsync(api);
    }

    private static async Task<string> SendToSchemeAsync()
    {
        using var other = new ApiKeyServer();
        other.Keys.Clear();
        await using var api = await ApiKeyApi.StartAsync(
            addSchemes: builder => builder.AddWorkOsApiKey("Other", options =>
            {
                options.ApiKey = "sk_other";
                options.BackchannelHttpHandler = other;
            }),
            map: app => app.MapGet("/elsewhere", () => "in").RequireAuthorization(policy => policy.AddAuthenticationSchemes("Other").RequireAuthenticatedUser()));
        Assert.Equal(200, (await api.SendKeyAsync(ApiKeyServer.Acme)).Status);
        return await WorthAsync(api, "/elsewhere");
    }

    private static async Task<string> SendAfterWebhookAsync()
    {
        await using var api = await ApiKeyApi.StartAsync();
        Assert.Equal(200, (await api.SendKeyAsync(ApiKeyServer.Acme)).Status);
        api.WorkOs.Keys.Clear();
        var webhook = SignedWebhook.Create(
            "api_key.revoked", new JsonObject { ["id"] = ApiKeyServer.AcmeId }, createdAt: null, api.Clock.GetUtcNow(), ApiKeyApi.WebhookSecret);
        Assert.Equal(200, await api.CallWebhookAsync(webhook));
        return await WorthAsync(api);
    }

    private static async Task<string> WorthAsync(ApiKeyApi api, string path = "/") =>
        (await api.SendKeyAsync(ApiKeyServer.Acme, path)).Status == 200 ? Outcome.Accepted : Outcome.Refused;

    private static async Task<string> CallLaterAsync(TimeSpan later)
    {
        await using var app = new MachineApp();
        await app.CallAsync();
        app.Clock.Advance(later);
        return Worth(await app.CallAsync());
    }

    private static async Task<string> CallOtherAsync(Action<WorkOsMachineTokenOptions> change)
    {
        await using var app = new MachineApp(more: (services, self) => services.AddHttpClient("other", client => client.BaseAddress = MachineApp.Address)
            .ConfigurePrimaryHttpMessageHandler(() => self.Service)
            .AddWorkOsMachineToken(options =>
            {
                self.Set(options);
                change(options);
            }));
        await app.CallAsync();
        return Worth(await app.CallAsync(client: "other"));
    }

    private static async Task<string> CallAfterRefusalAsync()
    {
        await using var app = new MachineApp();
        app.Service.Answer = request => Task.FromResult(TokenServer.NumberOf(request.Authorization) == 1 ? HttpStatusCode.Unauthorized : HttpStatusCode.OK);
        await app.CallAsync();
        return Worth(await app.CallAsync());
    }

    private static string Worth(int number) => number == 1 ? Outcome.Accepted : Outcome.Refused;
}
