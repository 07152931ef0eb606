using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Docs;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Diagnostics;

[Trait("Room", "Diagnostics")]
[Trait("Room", "Webhooks")]
public sealed partial class WebhookMetricTests : AuthKitTestBase
{
    private const string Line = "workos.webhooks scheme=WorkOS.AuthKit workos.result=";

    public static TheoryData<string, string> Events => new()
    {
        { "session.revoked", "session.revoked" },
        { "organization_membership.updated", "organization_membership.updated" },
        { "dsync.user.deleted", "dsync.user.deleted" },
        { "user.created", "_OTHER" },
        { "Session.Revoked", "_OTHER" },
        { "an event that WorkOS adds next year", "_OTHER" },
    };

    [Theory]
    [MemberData(nameof(Events))]
    public async Task A_webhook_is_counted_with_an_event_of_a_small_set(string name, string tag)
    {
        var app = await StartAppAsync();
        using var measurements = new Measurements(app.Services, "workos.webhooks");

        await SendAsync(app, name);

        Assert.Equal([$"{Line}accepted workos.event={tag}"], measurements.Lines);
    }

    [Fact]
    public void Every_event_that_the_package_acts_on_is_counted_by_its_name()
    {
        var events = Directory.EnumerateFiles(Repository.PathOf("src/WorkOs.AspNetCore"), "*Webhooks.cs", SearchOption.AllDirectories)
            .SelectMany(static file => EventName().Matches(File.ReadAllText(file)))
            .Select(static match => match.Groups["name"].Value)
            .ToList();

        Assert.NotEmpty(events);
        Assert.All(events, static name => Assert.True(KnownEvents.Contains(name), name));
    }

    [Fact]
    public async Task A_webhook_that_is_not_WorkOSs_is_counted_without_what_it_says()
    {
        var app = await StartAppAsync();
        using var measurements = new Measurements(app.Services, "workos.webhooks");

        await SendAsync(app, "session.revoked", secret: "whsec_of_somebody_else");

        Assert.Equal([$"{Line}refused"], measurements.Lines);
    }

    [Fact]
    public async Task A_webhook_that_the_app_cannot_take_is_counted_as_failed()
    {
        var app = await StartAppAsync(new AuthKitAppSettings
        {
            Options = options => options.Events.OnWebhookReceived = static _ => throw new InvalidOperationException("The database is down."),
        });
        using var measurements = new Measurements(app.Services, "workos.webhooks");

        await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(app, "session.revoked"));

        Assert.Equal([$"{Line}failed workos.event=session.revoked"], measurements.Lines);
    }

    [GeneratedRegex(@"""(?<name>[a-z_]+(\.[a-z_]+)+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EventName();

    private async Task SendAsync(AuthKitApp app, string name, string? secret = null)
    {
        var webhook = secret is null
            ? WorkOs.AuthKit.CreateSignedWebhook(name, new JsonObject { ["id"] = "session_1" })
            : WorkOs.AuthKit.CreateSignedWebhook(name, new JsonObject { ["id"] = "session_1" }, secret: secret);
        var content = new StringContent(webhook.Body, Encoding.UTF8, "application/json");
        var answer = await app.NewBrowser().SendAsync(HttpMethod.Post, "/auth/webhooks", content, [("WorkOS-Signature", webhook.Signature)]);
        Assert.Equal(secret is null ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.Status);
    }
}
