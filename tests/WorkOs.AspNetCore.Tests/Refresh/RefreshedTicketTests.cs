using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Refresh;

/// <summary>The ticket that follows a refresh.</summary>
[Trait("Room", "Sessions")]
public sealed class RefreshedTicketTests
{
    private const string Globex = "org_globex";
    private static readonly TimeSpan CookieLife = TimeSpan.FromDays(2);

    private readonly FakeClock _clock = new();

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    [InlineData(false, null, false)]
    [InlineData(false, true, false)]
    public async Task Its_dates_slide_as_those_of_a_cookie_do(bool isSliding, bool? allowRefresh, bool slides)
    {
        await using var machine = new RefreshMachine(_clock, services: services => services.Configure<CookieAuthenticationOptions>(
            RefreshMachine.CookieScheme, options => options.SlidingExpiration = isSliding));
        var began = _clock.GetUtcNow();
        var request = await machine.SignInAsync(properties: properties =>
            (properties.IssuedUtc, properties.ExpiresUtc, properties.AllowRefresh) = (began, began + CookieLife, allowRefresh));
        _clock.Advance(TimeSpan.FromMinutes(4));

        var ticket = await RefreshAsync(machine, request);

        Assert.Equal(_clock.GetUtcNow(), ticket.Properties.IssuedUtc);
        Assert.Equal(began + CookieLife + (slides ? TimeSpan.FromMinutes(4) : TimeSpan.Zero), ticket.Properties.ExpiresUtc);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task It_has_a_greater_number_than_the_one_before_where_it_is_stored(bool isStored, long number)
    {
        await using var machine = new RefreshMachine(_clock, isStored: isStored);
        var request = await machine.SignInAsync();

        var ticket = await RefreshAsync(machine, request);

        Assert.Equal(0, StoredTicket.VersionOf(request.Ticket.Properties));
        Assert.Equal(number, StoredTicket.VersionOf(ticket.Properties));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_names_the_process_that_received_its_tokens_where_they_are_sent_once_and_no_other_knows(bool isSentOnce)
    {
        await using var machine = new RefreshMachine(
            _clock, new DistributedSessionCache(new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions())), _clock), isStored: false, isSentOnce);
        var request = await machine.SignInAsync();
        request.Ticket.Properties.Items.Remove(".wos.by");

        var ticket = await RefreshAsync(machine, request);

        Assert.True(machine.Get<ReceivingProcess>().HasOwnMemory);
        Assert.Equal(isSentOnce, SessionState.Read(ticket.Properties)!.ReceivedBy is not null);
    }

    [Fact]
    public async Task The_user_of_WorkOS_comes_before_identities_that_the_app_added()
    {
        await using var machine = new RefreshMachine(_clock);
        var request = await machine.SignInAsync();
        request.Ticket.Principal.AddIdentity(new ClaimsIdentity([new Claim("badge", "7")], "App"));

        var ticket = await RefreshAsync(machine, request);

        Assert.Equal([RefreshMachine.Scheme, "App"], ticket.Principal.Identities.Select(identity => identity.AuthenticationType));
        Assert.Equal(RefreshMachine.User, ((ClaimsIdentity)ticket.Principal.Identity!).FindFirst(ClaimTypes.NameIdentifier)?.Value);
        Assert.Equal("7", ticket.Principal.FindFirstValue("badge"));
    }

    [Fact]
    public async Task What_the_app_added_stays_behind_in_the_organization_that_it_was_added_in()
    {
        await using var machine = new RefreshMachine(_clock);
        machine.Answer = (_, _) => Task.FromResult<ISessionGrant?>(machine.Grant(Globex));
        var request = await machine.SignInAsync();
        ((ClaimsIdentity)request.Ticket.Principal.Identity!).AddClaim(new Claim("plan", "gold", ClaimValueTypes.String, "App"));
        request.Ticket.Principal.AddIdentity(new ClaimsIdentity([new Claim("badge", "7")], "App"));

        var ticket = await RefreshAsync(machine, request with { SwitchTo = Globex });

        Assert.Equal(Globex, ticket.Principal.FindFirstValue(WorkOsClaimTypes.OrganizationId));
        Assert.Null(ticket.Principal.FindFirstValue("plan"));
        Assert.Null(ticket.Principal.FindFirstValue("badge"));
    }

    private static async Task<AuthenticationTicket> RefreshAsync(RefreshMachine machine, RefreshRequest request) =>
        Assert.IsType<RefreshOutcome.Refreshed>(await machine.Get<RefreshExchange>().RunAsync(request)).Ticket;
}
