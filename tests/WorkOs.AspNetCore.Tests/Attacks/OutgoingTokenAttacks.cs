using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Clients;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>Tokens that an app sends: whose they are, and where they arrive.</summary>
[Trait("Room", "Clients")]
public sealed class OutgoingTokenAttacks : AuthKitTestBase
{
    private const string Api = "https://api.example.com";

    [Fact]
    public async Task No_call_carries_the_token_of_another_user_however_many_call_at_a_time()
    {
        using var service = new Service { Answer = static async _ => await AfterOthersAsync() };
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            UseStore = true,
            Services = services => services.AddHttpClient("posts", client => client.BaseAddress = new Uri(Api))
                .ConfigurePrimaryHttpMessageHandler(() => service)
                .AddWorkOsAccessToken(Api),
            Map = site => site.MapGet("/call", (HttpContext context, IHttpClientFactory clients) => clients.CreateClient("posts").GetStringAsync(new Uri("/", UriKind.Relative))),
        });
        var ada = await app.SignInAsync("ada@acme.com");
        var grace = await app.SignInAsync("grace@initech.com");
        var (adasId, gracesId) = ((await ada.GetAsync("/me")).Body, (await grace.GetAsync("/me")).Body);
        Assert.NotEqual(adasId, gracesId);

        // Within the time in which each of them refreshes once, and after it.
        Clock.Advance(UntilDue);
        var calls = await Task.WhenAll(Enumerable.Range(0, 100).Select(async i =>
            (Id: i % 2 == 0 ? adasId : gracesId, Seen: (await (i % 2 == 0 ? ada : grace).GetAsync("/call")).Body)));

        Assert.All(calls, call => Assert.Equal(call.Id, SubjectOf(call.Seen)));
        Assert.Equal(100, service.Requests.Count);
    }

    public static TheoryData<string, string> OtherOrigins => new()
    {
        { "another host", "https://evil.example.com/posts" },
        { "another port", "https://api.example.com:8443/posts" },
        { "http", "http://api.example.com/posts" },
        { "a host that begins alike", "https://api.example.com.evil.example/posts" },
        { "a host that ends alike", "https://evil-api.example.com/posts" },
        { "the host as the name of a user", "https://api.example.com@evil.example/posts" },
        { "the host as the name of a user with a password", "https://api.example.com:443@evil.example/posts" },
        { "the host as a path", "https://evil.example/https://api.example.com/posts" },
        { "no scheme of its own", "//evil.example/posts" },
        { "letters that look alike", "https://\u0430pi.example.com/posts" },
        { "a dot at its end", "https://api.example.com./posts" },
    };

    [Theory]
    [MemberData(nameof(OtherOrigins))]
    public async Task A_token_of_the_app_is_not_sent_to_another_origin(string what, string address)
    {
        await using var app = new MachineApp(
            client: builder => builder.ConfigureHttpClient(client => client.BaseAddress = new Uri(Api)));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => app.NewClient().GetAsync(new Uri(address, UriKind.RelativeOrAbsolute)));

        Assert.True(exception.Message.Contains("must not send its token", StringComparison.Ordinal), what);
        Assert.Empty(app.Service.Requests);
        Assert.Empty(app.WorkOs.Requests);
    }

    [Theory]
    [MemberData(nameof(OtherOrigins))]
    public async Task A_token_of_a_user_is_not_sent_to_another_origin(string what, string address)
    {
        using var service = new Service();
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            UseStore = true,
            Services = services => services.AddHttpClient("posts", client => client.BaseAddress = new Uri(Api))
                .ConfigurePrimaryHttpMessageHandler(() => service)
                .AddWorkOsAccessToken(Api),
            Map = site => site.MapGet("/call", async (HttpContext context, IHttpClientFactory clients) =>
            {
                try
                {
                    using var response = await clients.CreateClient("posts").GetAsync(new Uri(address, UriKind.RelativeOrAbsolute));
                    return "sent";
                }
                catch (InvalidOperationException exception)
                {
                    return exception.Message;
                }
            }),
        });

        Assert.True((await (await app.SignInAsync("ada@acme.com")).GetAsync("/call")).Body.Contains("must not send its token", StringComparison.Ordinal), what);
        Assert.Empty(service.Requests);
    }

    [Theory]
    [InlineData("https://api.example.com/other")]
    [InlineData("HTTPS://API.EXAMPLE.COM/other")]
    [InlineData("https://api.example.com:443/other")]
    [InlineData("https://user:password@api.example.com/other")]
    [InlineData("/other")]
    public async Task The_same_origin_has_many_spellings(string address)
    {
        await using var app = new MachineApp(
            client: builder => builder.ConfigureHttpClient(client => client.BaseAddress = new Uri(Api)));

        using var response = await app.NewClient().GetAsync(new Uri(address, UriKind.RelativeOrAbsolute));

        Assert.Single(app.Service.Requests);
    }

    [Fact]
    public async Task Origins_that_are_named_replace_that_of_the_base_address()
    {
        await using var app = new MachineApp(options => options.Origins.Add("https://other.example.com"));

        Assert.Equal(1, await app.CallAsync("https://other.example.com/"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.CallAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("http://reports.example.com")]
    public async Task A_client_without_an_address_that_is_safe_sends_no_token(string? address)
    {
        await using var app = new MachineApp(
            client: builder => builder.ConfigureHttpClient(client => client.BaseAddress = address is null ? null : new Uri(address)));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => app.NewClient().GetAsync(new Uri("https://reports.example.com/")));

        Assert.Contains("no https base address", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_followed_without_the_token_and_a_401_at_its_end_sends_none()
    {
        var stranger = new List<string>();
        await using var elsewhere = await ServeAsync(context =>
        {
            stranger.Add(context.Request.Headers.Authorization.ToString());
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        });
        await using var api = await ServeAsync(context =>
        {
            context.Response.Redirect(elsewhere.Urls.Single());
            return Task.CompletedTask;
        });
        await using var app = new MachineApp(client: builder => builder
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler())
            .ConfigureHttpClient(client => client.BaseAddress = new Uri(api.Urls.Single())));

        using var response = await app.NewClient().GetAsync(new Uri("/", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal([""], stranger);
        Assert.Single(app.WorkOs.Requests);
    }

    [Fact]
    public async Task A_cookie_that_an_API_sets_for_one_user_is_not_sent_for_another()
    {
        var seen = new List<string>();
        await using var api = await ServeAsync(context =>
        {
            lock (seen)
            {
                seen.Add(context.Request.Headers.Cookie.ToString());
            }

            context.Response.Cookies.Append("session", "of-ada");
            return Task.CompletedTask;
        });
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            UseStore = true,
            Services = services => services.AddHttpClient("posts", client => client.BaseAddress = new Uri(api.Urls.Single()))
                .AddWorkOsAccessToken(api.Urls.Single())
                .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseCookies = true }),
            Map = site => site.MapGet("/call", (IHttpClientFactory clients) => clients.CreateClient("posts").GetStringAsync(new Uri("/", UriKind.Relative))),
        });

        await (await app.SignInAsync("ada@acme.com")).GetAsync("/call");
        await (await app.SignInAsync("grace@initech.com")).GetAsync("/call");

        Assert.Equal(["", ""], seen);
    }

    public static TheoryData<string, Action<WorkOsMachineTokenOptions>, bool> OtherSettings => new()
    {
        { "the same", _ => { }, true },
        { "the same scopes in another order", options => Scopes(options, "b", "a"), true },
        { "another secret", options => options.ClientSecret = "guessed", false },
        { "another client", options => options.ClientId = "client_02", false },
        { "another domain", options => options.AuthKitDomain = new Uri("https://globex.authkit.app"), false },
        { "another resource", options => options.Resource = "https://reports.example.com/admin", false },
        { "another scope", options => options.Scope.Add("admin"), false },
        { "fewer scopes", options => options.Scope.Clear(), false },
    };

    [Theory]
    [MemberData(nameof(OtherSettings))]
    public async Task A_token_is_shared_only_by_clients_that_could_ask_for_the_same(string what, Action<WorkOsMachineTokenOptions> change, bool isShared)
    {
        await using var app = new MachineApp(
            options => Scopes(options, "a", "b"),
            (services, self) => services.AddHttpClient("other", client => client.BaseAddress = MachineApp.Address)
                .ConfigurePrimaryHttpMessageHandler(() => self.Service)
                .AddWorkOsMachineToken(options =>
                {
                    self.Set(options);
                    Scopes(options, "a", "b");
                    change(options);
                }));
        await app.CallAsync();

        Assert.True((await app.CallAsync(client: "other") == 1) == isShared, what);
    }

    [Fact]
    public async Task A_request_that_has_an_authorization_already_is_not_sent()
    {
        await using var app = new MachineApp();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("all", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Authorization", "anything");

        await Assert.ThrowsAsync<InvalidOperationException>(() => app.NewClient().SendAsync(request));

        Assert.Empty(app.Service.Requests);
    }

    protected override void Configure(Testing.WorkOsSandboxBuilder builder) =>
        builder.AddOrganization("org_initech", "Initech").AddPerson("org_initech", "grace@initech.com", person => person.WithName("Grace", "Hopper"));

    private static void Scopes(WorkOsMachineTokenOptions options, params string[] scopes)
    {
        options.Scope.Clear();
        foreach (var scope in scopes)
        {
            options.Scope.Add(scope);
        }
    }

    private static async Task<HttpStatusCode> AfterOthersAsync()
    {
        for (var i = 0; i < 10; i++)
        {
            await Task.Yield();
        }

        return HttpStatusCode.OK;
    }

    private static string SubjectOf(string authorization)
    {
        var payload = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(authorization.Split('.')[1]));
        return payload.Split("\"sub\":\"")[1].Split('"')[0];
    }

    private static async Task<WebApplication> ServeAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        return app;
    }
}
