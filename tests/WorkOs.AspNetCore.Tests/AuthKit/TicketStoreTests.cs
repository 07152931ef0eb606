using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging.Abstractions;
using WorkOs.AspNetCore.Tests.Cache;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.AuthKit;

/// <summary>Tickets in the cache, and what of them is in the cookie.</summary>
[Trait("Room", "Cookies")]
public sealed class TicketStoreTests
{
    private const string Scheme = "Cookies";

    private readonly FakeClock _clock = new();
    private readonly SharedCache _cache;

    public TicketStoreTests() => _cache = new SharedCache(_clock);

    [Theory]
    [InlineData(null, 14 * 24 * 60)]
    [InlineData(60, 60)]
    [InlineData(30 * 24 * 60, 30 * 24 * 60)]
    public async Task A_stored_ticket_lives_as_long_as_the_ticket_and_two_weeks_where_that_has_no_end(int? minutes, int expected)
    {
        var store = StoreOf(Scheme);
        var key = await store.StoreAsync(TicketOf(minutes));

        _clock.Advance(TimeSpan.FromMinutes(expected) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await store.RetrieveAsync(key));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await store.RetrieveAsync(key));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_ticket_that_has_expired_is_removed_and_not_stored(int minutes)
    {
        var store = StoreOf(Scheme);
        var key = await store.StoreAsync(TicketOf(60));

        await store.RenewAsync(key, TicketOf(minutes));

        Assert.Empty(_cache.Entries);
    }

    [Theory]
    [InlineData("ab", "c", "a", "bc")]
    [InlineData("a", "bc", "ab", "c")]
    [InlineData("a", "b", "b", "a")]
    [InlineData("", "ab", "ab", "")]
    [InlineData("Cookies", "ä", "Cookies", "a")]
    public async Task No_two_pairs_of_scheme_and_id_have_one_place(string scheme, string id, string otherScheme, string otherId)
    {
        Assert.NotEqual(await PlaceOfAsync(scheme, id), await PlaceOfAsync(otherScheme, otherId));
        Assert.Equal(await PlaceOfAsync(scheme, id), await PlaceOfAsync(scheme, id));
    }

    [Theory]
    [InlineData(null, null, "Cookie")]
    [InlineData(null, "Accept", "Accept,Cookie")]
    [InlineData(null, "cookie", "cookie")]
    [InlineData(null, "*", "*")]
    [InlineData("no-cache", null, "Cookie")]
    [InlineData("no-cache, no-store", null, "")]
    [InlineData("NO-STORE", "Accept", "Accept")]
    public void An_answer_that_may_be_stored_says_that_it_belongs_to_a_cookie(string? cacheControl, string? vary, string expected)
    {
        var response = new DefaultHttpContext().Response;
        response.Headers.CacheControl = cacheControl;
        response.Headers.Vary = vary;

        VaryByCookie.Mark(response);

        Assert.Equal(expected, response.Headers.Vary.ToString());
    }

    [Fact]
    public void A_session_cookie_of_a_scheme_without_a_store_says_what_to_do()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => new SessionIdFormat(Scheme).Protect(TicketOf(60)));

        Assert.StartsWith("The cookie scheme 'Cookies' has no session store: call AddWorkOsDistributedSessions", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(31, false)]
    [InlineData(32, true)]
    [InlineData(33, false)]
    [InlineData(0, false)]
    public void A_session_id_has_32_bytes(int bytes, bool isId)
    {
        var ticket = new SessionIdFormat(Scheme).Unprotect(System.Buffers.Text.Base64Url.EncodeToString(new byte[bytes]));

        Assert.Equal(isId, ticket is not null);
        Assert.Equal(isId ? Scheme : null, ticket?.AuthenticationScheme);
    }

    [Fact]
    public async Task A_ticket_of_another_session_takes_the_place_of_the_one_that_was_brought_under_an_id_of_its_own()
    {
        var store = StoreOf(Scheme);
        var (brought, other) = (await store.StoreAsync(TicketOf(60)), await store.StoreAsync(TicketOf(60)));
        var context = new DefaultHttpContext();

        await ((ITicketStore)store).RenewAsync(brought, (await store.RetrieveAsync(other))!, context, CancellationToken.None);

        var begun = store.FindCookie(context)!;
        Assert.DoesNotContain(begun, new[] { brought, other });
        Assert.NotNull(await store.RetrieveAsync(begun));
        Assert.Null(await store.RetrieveAsync(brought));
    }

    [Fact]
    public async Task A_session_that_this_machine_has_no_keys_for_is_not_taken_for_gone()
    {
        var (store, stranger) = (StoreOf(Scheme), StoreOf(Scheme));
        var key = await store.StoreAsync(TicketOf(60));

        var exception = await Assert.ThrowsAsync<CryptographicException>(() => stranger.RetrieveAsync(key));
        Assert.Contains("a key that this machine does not have", exception.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<CryptographicException>(() => stranger.ReplaceAsync(key, TicketOf(60), static _ => true));
        await stranger.RenewAsync(key, TicketOf(60));

        Assert.NotNull(await store.RetrieveAsync(key));
    }

    [Theory]
    [InlineData(9, true)]
    [InlineData(10, false)]
    public async Task A_session_that_changes_with_each_attempt_to_renew_it_is_given_up_on_after_ten(int changes, bool isRenewed)
    {
        var cache = new FakeSessionCache { LosesRaces = changes };
        var store = StoreOf(Scheme, cache);
        var key = await store.StoreAsync(TicketOf(60));

        var renewing = store.RenewAsync(key, TicketOf(120));

        if (isRenewed)
        {
            await renewing;
            Assert.Equal(TicketOf(120).Properties.ExpiresUtc, (await store.RetrieveAsync(key))!.Properties.ExpiresUtc);
            return;
        }

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => renewing);
        Assert.Contains("'Cookies' changed with each of 10 attempts", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_cookie_manager_of_the_app_is_kept_and_wrapped_once()
    {
        var own = new ChunkingCookieManager { ChunkSize = 100 };
        var options = new CookieAuthenticationOptions { CookieManager = own };

        var wrapped = SessionCookieManager.Of(options);

        Assert.Same(own, wrapped.Inner);
        options.CookieManager = wrapped;
        Assert.Same(wrapped, SessionCookieManager.Of(options));
        options.CookieManager = null!;
        Assert.IsType<ChunkingCookieManager>(SessionCookieManager.Of(options).Inner);
    }

    private async Task<string> PlaceOfAsync(string scheme, string id)
    {
        var cache = new NameRecorder();
        await StoreOf(scheme, cache).RetrieveAsync(id);
        return Assert.Single(cache.Names);
    }

    private DistributedTicketStore StoreOf(string scheme, IDistributedCache? cache = null) => StoreOf(scheme, (cache ?? _cache).AsSessionCache(_clock));

    private DistributedTicketStore StoreOf(string scheme, FakeSessionCache cache) => StoreOf(scheme, cache.AsSessionCache(_clock));

    private DistributedTicketStore StoreOf(string scheme, SessionCache cache) =>
        new(scheme, cache, new EphemeralDataProtectionProvider(), _clock, NullLogger<DistributedTicketStore>.Instance);

    private AuthenticationTicket TicketOf(int? minutes) => new(
        new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "user_1")], "WorkOS")),
        new AuthenticationProperties { ExpiresUtc = minutes is { } life ? _clock.GetUtcNow() + TimeSpan.FromMinutes(life) : null },
        Scheme);

    private sealed class NameRecorder() : CacheDouble(new SharedCache())
    {
        public List<string> Names { get; } = [];

        public override Task<byte[]?> GetAsync(string key, CancellationToken token = default)
        {
            Names.Add(key);
            return base.GetAsync(key, token);
        }
    }
}
