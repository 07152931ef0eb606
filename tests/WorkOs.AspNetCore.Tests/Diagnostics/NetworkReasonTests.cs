using System.Net;
using System.Net.Sockets;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Diagnostics;

/// <summary>An operator who reads that WorkOS cannot be reached reads why, too.</summary>
[Trait("Room", "Diagnostics")]
public sealed class NetworkReasonTests
{
    public static TheoryData<string> Reasons =>
    [
        "ConnectionError", "NameResolutionError", "SecureConnectionError", "ProxyTunnelError", "ResponseEnded", "ConfigurationLimitExceeded", "Timeout",
    ];

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task A_failed_exchange_says_what_the_network_did(string reason)
    {
        await using var app = await TestApp.StartAsync();
        app.WorkOs.OnToken = (_, _) => throw Fault(reason);
        var browser = app.NewBrowser();

        await browser.ReturnAsync(await browser.StartAsync());

        AssertSays(reason, Assert.Single(app.Logs.Failures));
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task A_failed_lookup_says_what_the_network_did(string reason)
    {
        await using var app = await TestApp.StartAsync(options => options.Organization = null);
        app.Challenge = static () => WorkOsChallengeProperties.ForEmail("ada@acme.com");
        app.WorkOs.OnOrganizations = (_, _) => throw Fault(reason);

        await app.NewBrowser().GetAsync("/challenge");

        AssertSays(reason, Assert.Single(app.Logs.Failures));
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task A_failed_single_logout_says_what_the_network_did(string reason)
    {
        await using var app = await TestApp.StartAsync(settings => settings.WorkOs.Profile = Profiles.Ada().With("connection_type", "GenericOIDC"));
        app.WorkOs.OnOther = (_, _) => throw Fault(reason);
        var browser = app.NewBrowser();
        await browser.SignInAsync();

        await browser.PostAsync("/auth/sign-out", ("__RequestVerificationToken", (await browser.GetAsync("/form")).Body));

        AssertSays(reason, Assert.Single(app.Logs.Named("SingleLogoutFailed")));
    }

    public static TheoryData<string, Func<Exception>> LostConnections => new()
    {
        { "ResponseEnded", static () => new HttpIOException(HttpRequestError.ResponseEnded, Secrets.Code) },
        { "ConnectionReset", static () => new HttpRequestException(Secrets.Code, new IOException(Secrets.Code, new SocketException((int)SocketError.ConnectionReset))) },
        { "Unknown", static () => new IOException(Secrets.Code) },
        { "Unknown", static () => new HttpRequestException(Secrets.Code, new InvalidOperationException(Secrets.Code)) },
    };

    [Theory]
    [MemberData(nameof(LostConnections))]
    public async Task A_connection_that_is_lost_says_how(string reason, Func<Exception> fault)
    {
        await using var app = await TestApp.StartAsync();
        app.WorkOs.OnToken = (_, _) => throw fault();
        var browser = app.NewBrowser();

        await browser.ReturnAsync(await browser.StartAsync());

        AssertSays(reason, Assert.Single(app.Logs.Failures));
    }

    [Fact]
    public async Task An_answer_speaks_for_itself()
    {
        await using var app = await TestApp.StartAsync();
        app.WorkOs.OnToken = static (_, _) => Task.FromResult(StubWorkOs.Json("{}", HttpStatusCode.ServiceUnavailable));
        var browser = app.NewBrowser();

        await browser.ReturnAsync(await browser.StartAsync());

        Assert.DoesNotContain("failed on the way", Assert.Single(app.Logs.Failures).Text, StringComparison.Ordinal);
    }

    private static Exception Fault(string reason) => reason == "Timeout"
        ? new TaskCanceledException(Secrets.Code, new TimeoutException())
        : new HttpRequestException(Enum.Parse<HttpRequestError>(reason), Secrets.Code);

    private static void AssertSays(string reason, LogEntry line)
    {
        Assert.Contains($"failed on the way: {reason}", line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secrets.Code, line.Everything, StringComparison.Ordinal);
    }
}
