using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.AuthKit;

/// <summary>WorkOS is told whose browser it is, and never that of a proxy or of the app.</summary>
[Trait("Room", "AuthKit")]
[Trait("Room", "Sessions")]
public sealed class ClientInfoTests : AuthKitTestBase
{
    private const string Address = "203.0.113.7";

    private readonly RecordingHandler _calls = new();

    public static TheoryData<string, string?, string?, string?> Connections => new()
    {
        { "IPv4", Address, null, Address },
        { "IPv6", "2606:4700::6810:85e5", null, "2606:4700::6810:85e5" },
        { "IPv4 in IPv6", "::ffff:203.0.113.7", null, Address },
        { "no address", null, null, null },
        { "loopback", "127.0.0.1", null, null },
        { "loopback of IPv6", "::1", null, null },
        { "loopback in IPv6", "::ffff:127.0.0.1", null, null },
        { "10", "10.0.0.1", null, null },
        { "172.16", "172.16.0.1", null, null },
        { "172.31", "172.31.255.255", null, null },
        { "172.32", "172.32.0.1", null, "172.32.0.1" },
        { "192.168", "192.168.1.1", null, null },
        { "link-local", "169.254.169.254", null, null },
        { "carrier", "100.64.0.1", null, null },
        { "end of carrier", "100.127.255.255", null, null },
        { "before carrier", "100.63.255.255", null, "100.63.255.255" },
        { "beside carrier", "100.128.0.1", null, "100.128.0.1" },
        { "multicast", "224.0.0.1", null, null },
        { "nothing", "0.0.0.0", null, null },
        { "unique local", "fd00::1", null, null },
        { "link-local of IPv6", "fe80::1%4", null, null },
        { "header that was not processed", Address, "X-Forwarded-For: 198.51.100.1", null },
        { "header of RFC 7239", Address, "Forwarded: for=198.51.100.1", null },
        { "another header that was not processed", Address, "X-Real-IP: 198.51.100.1", null },
    };

    [Theory]
    [MemberData(nameof(Connections))]
    public async Task The_address_is_that_of_the_browser_or_none(string what, string? connection, string? header, string? sent)
    {
        var app = await StartAppAsync(Settings(connection, header));
        await app.SignInAsync("ada@acme.com");

        Assert.True(sent == Exchange().Field("ip_address"), what);
    }

    [Theory]
    [InlineData("198.51.100.1", "198.51.100.1")]
    [InlineData("192.0.2.9, 198.51.100.1", null)]
    [InlineData("10.0.0.9", null)]
    public async Task Behind_a_proxy_that_the_app_knows_it_is_what_the_proxy_says(string forwarded, string? sent)
    {
        var app = await StartAppAsync(Settings("10.0.0.1", "X-Forwarded-For: " + forwarded, useForwardedHeaders: true));
        await app.SignInAsync("ada@acme.com");

        Assert.Equal(sent, Exchange().Field("ip_address"));
    }

    [Fact]
    public async Task So_it_is_where_that_proxy_sends_another_header_as_well()
    {
        var app = await StartAppAsync(Settings("10.0.0.1", "X-Forwarded-For: 198.51.100.1\nX-Real-IP: 198.51.100.1", useForwardedHeaders: true));
        await app.SignInAsync("ada@acme.com");

        Assert.Equal("198.51.100.1", Exchange().Field("ip_address"));
    }

    public static TheoryData<string, string?, string?> UserAgents => new()
    {
        { "browser", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0" },
        { "none", null, null },
        { "spaces", "   ", null },
        { "tab in the middle", "a\tb", "ab" },
        { "last printable character", "a~b\u007f", "a~b" },
        { "not ASCII", "Fün", "Fn" },
        { "a thousand characters", new string('x', 1000), new string('x', 512) },
    };

    [Theory]
    [MemberData(nameof(UserAgents))]
    public async Task The_user_agent_is_printable_and_has_an_end(string what, string? userAgent, string? sent)
    {
        var app = await StartAppAsync(Settings(Address, userAgent is null ? null : "User-Agent: " + userAgent));
        await app.SignInAsync("ada@acme.com");

        Assert.True(sent == Exchange().Field("user_agent"), what);
    }

    [Theory]
    [InlineData("/me")]
    [InlineData("/token")]
    public async Task A_refresh_is_for_the_browser_that_caused_it(string page)
    {
        var app = await StartAppAsync(Settings(Address, "User-Agent: Phone"));
        var browser = await app.SignInAsync("ada@acme.com");
        Clock.Advance(UntilDue);
        await browser.GetAsync(page);

        var refresh = _calls.Requests[^1];
        Assert.Equal(("refresh_token", Address, "Phone"), (refresh.Field("grant_type"), refresh.Field("ip_address"), refresh.Field("user_agent")));
    }

    [Fact]
    public async Task So_is_a_switch_and_the_choice_of_an_organization()
    {
        var app = await StartAppAsync(Settings(Address, "User-Agent: Phone", options => options.OrganizationSelectionPath = "/choices"));
        var browser = app.NewBrowser();
        await app.ReturnAsync(browser, await browser.GetAsync("/secret"), "margaret@acme.com");
        await browser.GetAsync("/choose?organization=org_acme");
        await browser.GetAsync("/switch?organization=org_globex");

        var grants = _calls.Requests.Where(call => call.Method == HttpMethod.Post).ToList();
        Assert.Equal(3, grants.Count);
        Assert.All(grants, grant => Assert.Equal((Address, "Phone"), (grant.Field("ip_address"), grant.Field("user_agent"))));
    }

    [Fact]
    public async Task Nothing_is_sent_where_the_app_does_not_want_it()
    {
        var app = await StartAppAsync(Settings(Address, "User-Agent: Phone", options => options.SendClientInfo = false));
        var browser = await app.SignInAsync("ada@acme.com");
        Clock.Advance(UntilDue);
        await browser.GetAsync("/me");

        var grants = _calls.Requests.Where(call => call.Method == HttpMethod.Post).ToList();
        Assert.Equal(2, grants.Count);
        Assert.All(grants, grant => Assert.Equal(((string?)null, (string?)null), (grant.Field("ip_address"), grant.Field("user_agent"))));
    }

    [Fact]
    public async Task No_log_has_the_address_or_the_user_agent()
    {
        var app = await StartAppAsync(Settings(Address, "User-Agent: Phone-of-Ada"));
        await app.SignInAsync("ada@acme.com");

        Assert.NotEmpty(app.Logs.Ours);
        Assert.DoesNotContain(app.Logs.Ours, entry =>
            entry.Everything.Contains(Address, StringComparison.Ordinal) || entry.Everything.Contains("Phone-of-Ada", StringComparison.Ordinal));
    }

    private RecordedRequest Exchange() => _calls.Requests.First(call => call.Method == HttpMethod.Post);

    private AuthKitAppSettings Settings(
        string? connection, string? header, Action<WorkOsAuthKitOptions>? options = null, bool useForwardedHeaders = false) => new()
    {
        Options = settings =>
        {
            settings.BackchannelHttpHandler = _calls;
            options?.Invoke(settings);
        },
        Services = services => services.AddSingleton<IStartupFilter>(new Network(connection, header, useForwardedHeaders)),
    };

    /// <summary>The connection of every request, in front of all that the app does with it.</summary>
    private sealed class Network(string? address, string? header, bool useForwardedHeaders) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(rest => context =>
            {
                context.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
                foreach (var line in header?.Split('\n') ?? [])
                {
                    var (name, value) = (line.Split(": ", 2)[0], line.Split(": ", 2)[1]);
                    context.Request.Headers[name] = value;
                }

                return rest(context);
            });
            if (useForwardedHeaders)
            {
                var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor };
                options.KnownProxies.Add(IPAddress.Parse("10.0.0.1"));
                app.UseForwardedHeaders(options);
            }

            next(app);
        };
    }
}
