using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.AuthKit;

namespace WorkOs.AspNetCore.Tests.Blazor;

/// <summary>The access token of the user of a component, in a circuit and while its page is rendered.</summary>
[Trait("Room", "Blazor")]
public sealed class CircuitTokenTests : AuthKitTestBase
{
    [Fact]
    public async Task A_circuit_has_the_token_of_its_user_and_refreshes_it_once_for_everybody()
    {
        var app = await StartAppAsync(TestCircuit.With());
        var browser = await app.SignInAsync("ada@acme.com");
        await using var circuit = await TestCircuit.OpenAsync(app.Services, browser);
        var first = await circuit.GetTokenAsync();
        Clock.Advance(UntilExpired);

        var later = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => circuit.GetTokenAsync()));

        Assert.True(first.Succeeded);
        Assert.NotEqual(first.Value, later[0].Value);
        Assert.Single(later.Select(token => token.Value).Distinct(StringComparer.Ordinal));
        Assert.Equal(2, Refreshes);
        Assert.Equal(later[0].Value, (await browser.GetAsync("/token")).Body);
    }

    [Fact]
    public async Task A_circuit_gives_the_token_in_the_cookie_until_it_expires_and_then_says_what_to_do()
    {
        var app = await StartAppAsync(TestCircuit.With(new AuthKitAppSettings { UseStore = false }));
        await using var circuit = await TestCircuit.OpenAsync(app.Services, await app.SignInAsync("ada@acme.com"));

        Assert.True((await circuit.GetTokenAsync()).Succeeded);
        Clock.Advance(UntilExpired);

        Assert.Equal(WorkOsAccessTokenFailure.InCookie, (await circuit.GetTokenAsync()).Failure);
        Assert.Contains(app.Logs.Entries, entry => entry.Event.Name == "CircuitTokenInCookie"
            && entry.Text.Contains("store sessions on the server with AddWorkOsDistributedSessions()", StringComparison.Ordinal));
        Assert.Equal(1, Refreshes);
    }

    [Fact]
    public async Task A_token_that_is_not_kept_is_not_there()
    {
        var app = await StartAppAsync(TestCircuit.With(new AuthKitAppSettings { UseStore = false, Options = options => options.SaveTokens = false }));
        await using var circuit = await TestCircuit.OpenAsync(app.Services, await app.SignInAsync("ada@acme.com"));

        Assert.Equal(WorkOsAccessTokenFailure.NotKept, (await circuit.GetTokenAsync()).Failure);
    }

    [Fact]
    public async Task A_token_that_WorkOS_does_not_renew_is_unavailable()
    {
        var app = await StartAppAsync(TestCircuit.With(new AuthKitAppSettings { Cache = new SharedCache() }));
        await using var circuit = await TestCircuit.OpenAsync(app.Services, await app.SignInAsync("ada@acme.com"));
        Clock.Advance(UntilExpired);
        ((SharedCache)app.Services.GetRequiredService<Microsoft.Extensions.Caching.Distributed.IDistributedCache>()).IsDown = true;

        Assert.Equal(WorkOsAccessTokenFailure.Unavailable, (await circuit.GetTokenAsync()).Failure);
    }

    [Fact]
    public async Task While_a_page_is_rendered_the_token_is_that_of_its_request()
    {
        var app = await StartAppAsync(TestCircuit.With(new AuthKitAppSettings
        {
            Map = app =>
            {
                app.MapGet("/rendered", async (WorkOsBlazorSession session) => (await session.GetAccessTokenAsync()).Value ?? "none");
                app.MapGet("/rendered/by-two-components", async (WorkOsBlazorSession session) =>
                    (await Task.WhenAll(session.GetAccessTokenAsync(), session.GetAccessTokenAsync()).WaitAsync(TimeSpan.FromSeconds(30))).Select(token => token.Value));
            },
        }));
        var browser = await app.SignInAsync("ada@acme.com");

        Assert.Equal((await browser.GetAsync("/token")).Body, (await browser.GetAsync("/rendered")).Body);
        Assert.Equal("none", (await app.NewBrowser().GetAsync("/rendered")).Body);
        var token = (await browser.GetAsync("/token")).Body;
        Assert.Equal([token, token], JsonSerializer.Deserialize<string[]>((await browser.GetAsync("/rendered/by-two-components")).Body)!);
    }

    [Fact]
    public async Task An_HTTP_client_in_a_circuit_sends_the_token_of_its_user()
    {
        var api = new Api();
        var app = await StartAppAsync(TestCircuit.With(new AuthKitAppSettings
        {
            Services = services => services.AddHttpClient("api", client => client.BaseAddress = new Uri("https://api.example.com"))
                .AddWorkOsAccessToken("https://api.example.com").ConfigurePrimaryHttpMessageHandler(() => api),
        }));
        var browser = await app.SignInAsync("ada@acme.com");
        await using var circuit = await TestCircuit.OpenAsync(app.Services, browser);
        Clock.Advance(UntilExpired);

        var client = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient("api");
        await circuit.HandleEventAsync(browser, () => client.GetAsync("/orders"));

        Assert.Equal($"Bearer {(await circuit.GetTokenAsync()).Value}", api.Authorization);
    }

    [Fact]
    public async Task An_HTTP_client_for_another_scheme_sends_nothing()
    {
        var api = new Api();
        var app = await StartAppAsync(TestCircuit.With(new AuthKitAppSettings
        {
            Services = services => services.AddHttpClient("api", client => client.BaseAddress = new Uri("https://api.example.com"))
                .AddWorkOsAccessToken("Another", ["https://api.example.com"]).ConfigurePrimaryHttpMessageHandler(() => api),
        }));
        var browser = await app.SignInAsync("ada@acme.com");
        await using var circuit = await TestCircuit.OpenAsync(app.Services, browser);

        var client = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient("api");
        var failure = await Assert.ThrowsAsync<WorkOsAccessTokenException>(() => circuit.HandleEventAsync(browser, () => client.GetAsync("/orders")));

        Assert.Equal(WorkOsAccessTokenFailure.NoSession, failure.Failure);
        Assert.Null(api.Authorization);
    }

    [Fact]
    public async Task A_token_in_the_cookie_is_not_given_in_the_moment_in_which_it_expires()
    {
        var app = await StartAppAsync(TestCircuit.With(new AuthKitAppSettings { UseStore = false }));
        await using var circuit = await TestCircuit.OpenAsync(app.Services, await app.SignInAsync("ada@acme.com"));

        Clock.Advance(TimeSpan.FromSeconds(299));
        Assert.True((await circuit.GetTokenAsync()).Succeeded);
        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(WorkOsAccessTokenFailure.InCookie, (await circuit.GetTokenAsync()).Failure);
    }

    [Fact]
    public async Task Whoever_has_left_is_given_no_token()
    {
        var app = await StartAppAsync(TestCircuit.With());
        await using var circuit = await TestCircuit.OpenAsync(app.Services, await app.SignInAsync("ada@acme.com"));
        using var left = new CancellationTokenSource();
        await left.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => circuit.Services.GetRequiredService<WorkOsBlazorSession>().GetAccessTokenAsync(left.Token));
    }

    private sealed class Api : HttpMessageHandler
    {
        public string? Authorization { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Authorization = request.Headers.Authorization?.ToString();
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        }
    }
}
