using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Cache;

namespace WorkOs.AspNetCore.Tests.Blazor;

/// <summary>A circuit goes on with the session that it began with, and with no other.</summary>
[Trait("Room", "Blazor")]
public sealed class CircuitBindingTests : AuthKitTestBase
{
    public static TheoryData<string> Connections => ["another user", "nobody", "the same user"];

    [Theory]
    [MemberData(nameof(Connections))]
    public async Task A_circuit_that_is_connected_again_goes_on_only_with_its_own_user(string by)
    {
        var app = await StartAppAsync(TestCircuit.With(new AuthKitAppSettings { Options = options => options.Organization = "org_acme" }));
        var browser = await app.SignInAsync("ada@acme.com");
        await using var circuit = await TestCircuit.OpenAsync(app.Services, browser);

        await circuit.ReconnectAsync(by switch
        {
            "another user" => await app.SignInAsync("margaret@acme.com"),
            "nobody" => app.NewBrowser(),
            _ => browser,
        });

        if (by == "the same user")
        {
            Assert.IsType<SessionVerdict.Lives>(await SessionOf(circuit).CheckAsync(CancellationToken.None));
        }
        else
        {
            await circuit.WaitForNobodyAsync();
            Assert.Equal(WorkOsAccessTokenFailure.NoSession, (await circuit.GetTokenAsync()).Failure);
        }
    }

    public static TheoryData<string> Moves => ["another user", "another scheme", "another environment"];

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task What_is_found_under_the_id_of_the_session_counts_only_if_it_is_of(string other)
    {
        var app = await StartAppAsync(TestCircuit.With());
        await using var circuit = await TestCircuit.OpenAsync(app.Services, await app.SignInAsync("ada@acme.com"));
        var session = SessionOf(circuit);

        await MoveAsync(app, session.Ticket, other);

        Assert.IsType<SessionVerdict.Over>(await session.CheckAsync(CancellationToken.None));
        Assert.Equal(WorkOsAccessTokenFailure.NoSession, (await circuit.GetTokenAsync()).Failure);
    }

    [Fact]
    public async Task An_end_in_another_environment_ends_nothing_here()
    {
        var app = await StartAppAsync(TestCircuit.With());
        await using var circuit = await TestCircuit.OpenAsync(app.Services, await app.SignInAsync("ada@acme.com"));
        var session = SessionOf(circuit);

        await app.Services.GetRequiredService<EndedSessions>().EndUserAsync("client_of_another_environment", Ada.UserId, CancellationToken.None);
        await app.Services.GetRequiredService<EndedSessions>().EndSessionAsync(
            "client_of_another_environment", session.Ticket.Principal.FindFirstValue(WorkOsClaimTypes.SessionId)!, CancellationToken.None);

        Assert.IsType<SessionVerdict.Lives>(await session.CheckAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_session_that_is_over_for_a_circuit_stays_so()
    {
        var app = await StartAppAsync(TestCircuit.With());
        await using var circuit = await TestCircuit.OpenAsync(app.Services, await app.SignInAsync("ada@acme.com"));
        var session = SessionOf(circuit);

        session.End();

        Assert.IsType<SessionVerdict.Over>(await session.CheckAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_session_whose_stored_ticket_was_gone_once_stays_over_and_the_log_says_so()
    {
        var cache = new SharedCache();
        var app = await StartAppAsync(TestCircuit.With(new AuthKitAppSettings { Cache = cache }));
        await using var circuit = await TestCircuit.OpenAsync(app.Services, await app.SignInAsync("ada@acme.com"));
        var (session, stored) = (SessionOf(circuit), cache.Entries);

        cache.Clear();
        Assert.IsType<SessionVerdict.Over>(await session.CheckAsync(CancellationToken.None));
        foreach (var (name, value) in stored)
        {
            await cache.SetAsync(name, value, new DistributedCacheEntryOptions());
        }

        Assert.IsType<SessionVerdict.Over>(await session.CheckAsync(CancellationToken.None));
        var lines = app.Logs.Named("CircuitSessionEnded");
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Equal((LogLevel.Information, CookieAuthenticationDefaults.AuthenticationScheme), (line.Level, line["CookieScheme"])));
    }

    [Fact]
    public async Task A_session_that_is_over_for_a_circuit_is_not_refreshed()
    {
        var app = await StartAppAsync(TestCircuit.With());
        await using var circuit = await TestCircuit.OpenAsync(app.Services, await app.SignInAsync("ada@acme.com"));
        var session = SessionOf(circuit);

        session.End();
        Clock.Advance(UntilDue);

        Assert.IsType<SessionVerdict.Over>(await session.CheckAsync(CancellationToken.None));
        Assert.Equal(1, Refreshes);
    }

    [Fact]
    public async Task A_session_that_ends_while_it_is_checked_is_over()
    {
        var cache = new FakeSessionCache();
        var app = await StartAppAsync(TestCircuit.With(new AuthKitAppSettings { Services = services => services.AddSingleton<IWorkOsSessionCache>(cache) }));
        await using var circuit = await TestCircuit.OpenAsync(app.Services, await app.SignInAsync("ada@acme.com"));
        var session = SessionOf(circuit);
        cache.Freeze();

        var check = session.CheckAsync(CancellationToken.None);
        session.End();
        cache.Thaw();

        Assert.IsType<SessionVerdict.Over>(await check);
    }

    private static CircuitSession SessionOf(TestCircuit circuit) => ((SessionAuthenticationStateProvider)circuit.State).Session!;

    private static async Task MoveAsync(AuthKitApp app, AuthenticationTicket ticket, string other)
    {
        if (other == "another environment")
        {
            app.Services.GetRequiredService<IOptionsMonitor<WorkOsAuthKitOptions>>().Get(WorkOsAuthKitDefaults.AuthenticationScheme).EnvironmentClientId = "client_other";
            return;
        }

        var store = (DistributedTicketStore)app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(ticket.AuthenticationScheme).SessionStore!;
        var (principal, properties) = (ticket.Principal, ticket.Properties.Clone());
        if (other == "another user")
        {
            principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "user_other")], "test"));
        }
        else
        {
            properties.Items[SignInState.SchemeKey] = "Another";
        }

        await store.ReplaceAsync(properties.Items[StoredTicket.KeyItem]!, new AuthenticationTicket(principal, properties, ticket.AuthenticationScheme), static _ => true);
    }
}
