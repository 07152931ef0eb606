using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Connect;

/// <summary>A refresh token that arrived and that no session takes: it is revoked, since nobody else would end it.</summary>
[Trait("Room", "Connect")]
[Trait("Room", "Sessions")]
public sealed class AbandonedTokenTests
{
    private static readonly TimeSpan UntilDue = TimeSpan.FromSeconds(280);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly Dictionary<string, Action<WorkOsConnectOptions, FakeAuthKitDomain>> Refusals = new(StringComparer.Ordinal)
    {
        ["an event refuses the ticket"] = static (options, _) => options.Events.OnCreatingTicket = static context =>
        {
            context.Fail("Not this user.");
            return Task.CompletedTask;
        },
        ["an event throws"] = static (options, _) => options.Events.OnCreatingTicket = static _ => throw new InvalidOperationException("a bug of the app"),
        ["an event refuses the finished ticket"] = static (options, _) => options.Events.OnTicketReceived = static context =>
        {
            context.Fail("Not this user.");
            return Task.CompletedTask;
        },
        ["the organization of the options"] = static (options, _) => options.Organization = "org_globex",
        ["an id_token of another sign-in"] = static (_, domain) => domain.ChangeIdToken = static claims => claims["nonce"] = "another",
        ["an access token of another user"] = static (_, domain) => domain.ChangeAccessToken = static claims => claims["sub"] = "user_other",
        ["no id_token"] = static (_, domain) => domain.ChangeAnswer = static answer => answer.Remove("id_token"),
        ["the userinfo of another user"] = static (options, domain) =>
        {
            options.GetClaimsFromUserInfoEndpoint = true;
            domain.Instead = static request => Task.FromResult(request.Path == "/oauth2/userinfo" ? StubWorkOs.Json("""{"sub":"user_other"}""") : null);
        },
        ["no userinfo"] = static (options, domain) =>
        {
            options.GetClaimsFromUserInfoEndpoint = true;
            domain.Instead = static request => Task.FromResult(request.Path == "/oauth2/userinfo" ? StubWorkOs.Json("{}", HttpStatusCode.InternalServerError) : null);
        },
    };

    private static readonly Dictionary<string, Action<ConnectApp, WorkOsConnectOptions>> RefusalsOfRefresh = new(StringComparer.Ordinal)
    {
        ["another organization"] = static (app, _) => app.Domain.Organization = "org_globex",
        ["another user"] = static (app, _) =>
        {
            app.Domain.ChangeIdToken = static claims => claims["sub"] = "user_other";
            app.Domain.ChangeAccessToken = static claims => claims["sub"] = "user_other";
        },
        ["an event refuses the session"] = static (_, options) => options.Events.OnRefreshingSession = static context =>
        {
            context.Fail("Not this user.");
            return Task.CompletedTask;
        },
        ["an id_token for another application"] = static (app, _) => app.Domain.ChangeIdToken = static claims => claims["aud"] = "client_other",
        ["an access token that is over"] = static (app, _) => app.Domain.ChangeAccessToken = static claims => claims["exp"] = 1,
        ["no id_token"] = static (app, _) => app.Domain.ChangeAnswer = static answer => answer.Remove("id_token"),
    };

    public static TheoryData<string> RefusalNames => [.. Refusals.Keys];

    public static TheoryData<string> RefusalOfRefreshNames => [.. RefusalsOfRefresh.Keys];

    [Theory]
    [MemberData(nameof(RefusalNames))]
    public async Task The_refresh_token_of_a_sign_in_that_is_refused_is_revoked(string refusal)
    {
        var clock = new FakeClock();
        var domain = NewDomain(clock);
        await using var app = await StartAsync(clock, domain, options => Refusals[refusal](options, domain));
        var revoked = Watch(domain);

        Assert.NotNull(await app.FailSignInAsync());

        Assert.Equal(Assert.Single(domain.RefreshTokens).Key, await ReadAsync(revoked));
    }

    [Fact]
    public async Task The_refresh_token_of_a_link_from_outside_that_ends_in_another_organization_than_that_of_the_options_is_revoked()
    {
        var clock = new FakeClock();
        var domain = NewDomain(clock);
        await using var app = await StartAsync(clock, domain, static options => options.Organization = "org_globex");
        var revoked = Watch(domain);
        var browser = app.NewBrowser();
        var callback = domain.CallbackOf(await browser.GetAsync("/auth/sign-in?provider=authkit"));

        Assert.Equal(WorkOsFailureCodes.OrganizationMismatch, (await browser.GetAsync(callback)).FailureCode);

        Assert.Equal(Assert.Single(domain.RefreshTokens).Key, await ReadAsync(revoked));
    }

    [Theory]
    [MemberData(nameof(RefusalOfRefreshNames))]
    public async Task The_refresh_token_of_a_refresh_that_is_refused_is_revoked(string refusal)
    {
        var clock = new FakeClock();
        var domain = NewDomain(clock);
        WorkOsConnectOptions? options = null;
        await using var app = await StartAsync(clock, domain, configured => options = configured);
        var revoked = Watch(domain);
        var browser = await app.SignInAsync();
        var first = Assert.Single(domain.RefreshTokens).Key;
        RefusalsOfRefresh[refusal](app, options!);

        clock.Advance(UntilDue);
        await browser.GetAsync("/me");

        var second = Assert.Single(domain.RefreshTokens).Key;
        Assert.NotEqual(first, second);
        Assert.Equal(second, await ReadAsync(revoked));
    }

    [Fact]
    public async Task A_session_that_takes_its_tokens_revokes_none()
    {
        var clock = new FakeClock();
        var domain = NewDomain(clock);
        await using var app = await StartAsync(clock, domain);
        var browser = await app.SignInAsync();

        clock.Advance(UntilDue);
        Assert.Equal(FakeAuthKitDomain.UserId, (await browser.GetAsync("/me")).Body);

        Assert.Equal(2, domain.TokenRequests.Count);
        Assert.Equal(0, domain.CountOf("/oauth2/revoke"));
    }

    [Fact]
    public async Task A_domain_without_an_endpoint_for_it_is_not_called()
    {
        var clock = new FakeClock();
        var domain = new FakeAuthKitDomain(clock) { IsOffline = true };
        await using var app = await StartAsync(clock, domain, static options => options.Organization = "org_globex");

        Assert.NotNull(await app.FailSignInAsync());

        Assert.Equal(0, domain.CountOf("/oauth2/revoke"));
    }

    [Fact]
    public async Task No_more_than_a_hundred_calls_are_under_way_and_the_log_says_so()
    {
        var clock = new FakeClock();
        var gate = new TaskCompletionSource<HttpResponseMessage?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var sent = Channel.CreateUnbounded<string>();
        var domain = NewDomain(clock);
        using var logs = new LogCollector();
        domain.Instead = request =>
        {
            sent.Writer.TryWrite(request.Path);
            return gate.Task;
        };
        using var backchannel = new HttpClient(domain);
        var revocation = NewRevocation(backchannel, () => ValueTask.FromResult(MetadataOf(domain)), logs);

        for (var i = 0; i <= ConnectRevocation.MaxCalls; i++)
        {
            revocation.Begin($"refresh-{i}");
        }

        for (var i = 0; i < ConnectRevocation.MaxCalls; i++)
        {
            await sent.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        }

        Assert.False(sent.Reader.TryRead(out _));
        Assert.Contains("100 calls are under way", Assert.Single(logs.Named("RefreshTokenNotRevoked")).Text, StringComparison.Ordinal);
        gate.SetResult(null);
    }

    [Fact]
    public async Task A_call_that_breaks_on_the_way_is_logged_and_makes_room_for_others()
    {
        using var logs = new LogCollector();
        using var domain = NewDomain(new FakeClock());
        using var backchannel = new HttpClient(domain);
        var revocation = NewRevocation(backchannel, static () => throw new InvalidOperationException("secret-Zm9vYmFy"), logs);

        for (var i = 1; i <= ConnectRevocation.MaxCalls + 1; i++)
        {
            revocation.Begin("refresh");
            await WaitUntilAsync(() => logs.Named("RefreshTokenNotRevoked").Count == i);
        }

        Assert.All(logs.Entries, line =>
        {
            Assert.Equal((LogLevel.Warning, "Connect"), (line.Level, line["Scheme"]));
            Assert.Contains("The call failed on the way: InvalidOperationException", line.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Zm9vYmFy", line.Everything, StringComparison.Ordinal);
        });
    }

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static ProviderMetadata MetadataOf(FakeAuthKitDomain domain) => new()
    {
        Issuer = domain.Domain,
        AuthorizationEndpoint = domain.Domain + "/oauth2/authorize",
        TokenEndpoint = domain.Domain + "/oauth2/token",
        KeySet = domain.Domain + "/oauth2/jwks",
        RevocationEndpoint = domain.Domain + "/oauth2/revoke",
    };

    private static ConnectRevocation NewRevocation(HttpClient backchannel, Func<ValueTask<ProviderMetadata>> findMetadata, LogCollector logs)
    {
        var client = new ConnectClient(new ConnectSettings
        {
            Scheme = "Connect",
            Domain = new Uri(MetadataDocument.Domain),
            AllowedEndpointOrigins = [],
            Backchannel = backchannel,
            ClientId = FakeAuthKitDomain.ClientId,
            ClientSecret = FakeAuthKitDomain.ClientSecret,
            Authentication = WorkOsClientAuthentication.SecretPost,
            Resource = null,
            IsOwnEnvironment = false,
            AsksForUserInfo = false,
        });
        return new ConnectRevocation(client, findMetadata, "Connect", logs.CreateLogger("test"));
    }

    private static FakeAuthKitDomain NewDomain(FakeClock clock)
    {
        var domain = new FakeAuthKitDomain(clock) { IsOffline = true };
        domain.Metadata["revocation_endpoint"] = MetadataDocument.Domain + "/oauth2/revoke";
        return domain;
    }

    /// <summary>The tokens that are revoked from now on.</summary>
    private static ChannelReader<string> Watch(FakeAuthKitDomain domain)
    {
        var revoked = Channel.CreateUnbounded<string>();
        var instead = domain.Instead;
        domain.Instead = request =>
        {
            if (request.Path == "/oauth2/revoke")
            {
                revoked.Writer.TryWrite(QueryHelpers.ParseQuery(request.Body)["token"].ToString());
            }

            return instead?.Invoke(request) ?? Task.FromResult<HttpResponseMessage?>(null);
        };
        return revoked.Reader;
    }

    private static Task<string> ReadAsync(ChannelReader<string> revoked) => revoked.ReadAsync().AsTask().WaitAsync(Patience);

    private static Task<ConnectApp> StartAsync(FakeClock clock, FakeAuthKitDomain domain, Action<WorkOsConnectOptions>? configure = null) =>
        ConnectApp.StartAsync(new ConnectAppSettings
        {
            Clock = clock,
            Domain = domain,
            Options = options =>
            {
                options.Scope.Add("offline_access");
                configure?.Invoke(options);
            },
        });
}
