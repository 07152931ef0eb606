using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.AuthKit;

[Trait("Room", "Webhooks")]
public sealed class WebhookTests : AuthKitTestBase
{
    private const string Path = "/auth/webhooks";

    public static TheoryData<string> Events => ["session.revoked", "user.deleted", "organization_membership.deleted", "organization_membership.updated", "organization.deleted"];

    [Theory]
    [MemberData(nameof(Events))]
    public async Task A_webhook_ends_the_session_on_both_machines(string name)
    {
        var (first, second) = await StartTwoAsync();
        var browser = await first.SignInAsync("ada@acme.com");
        Clock.Advance(TimeSpan.FromSeconds(5));

        var answer = await SendAsync(first, WorkOs.AuthKit.CreateSignedWebhook(name, DataOf(name)));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("nobody", (await Move(browser, second).GetAsync("/me")).Body);
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    public static TheoryData<string, string, Func<WorkOsSandboxWebhook, (string Body, string? Header)>> Forgeries => new()
    {
        { "no signature", "session.revoked", webhook => (webhook.Body, null) },
        { "empty signature", "session.revoked", webhook => (webhook.Body, string.Empty) },
        { "garbage", "session.revoked", webhook => (webhook.Body, "garbage") },
        { "no timestamp", "session.revoked", webhook => (webhook.Body, webhook.Signature.Split(", ")[1]) },
        { "no v1", "session.revoked", webhook => (webhook.Body, webhook.Signature.Split(", ")[0]) },
        { "truncated signature", "session.revoked", webhook => (webhook.Body, webhook.Signature[..^2]) },
        { "another timestamp", "session.revoked", webhook => (webhook.Body, webhook.Signature.Replace("t=", "t=1", StringComparison.Ordinal)) },
        { "two timestamps", "session.revoked", webhook => (webhook.Body, webhook.Signature.Split(", ")[0] + ", " + webhook.Signature) },
        { "v0 in place of v1", "session.revoked", webhook => (webhook.Body, webhook.Signature.Replace("v1=", "v0=", StringComparison.Ordinal)) },
        { "signature of zeros", "session.revoked", webhook => (webhook.Body, webhook.Signature.Split("v1=")[0] + "v1=" + new string('0', 64)) },
        { "huge header", "session.revoked", webhook => (webhook.Body, webhook.Signature + "," + new string('x', 4000)) },
        { "changed body", "session.revoked", webhook => (webhook.Body.Replace("session.revoked", "session.created", StringComparison.Ordinal), webhook.Signature) },
        { "body with a space more", "session.revoked", webhook => (webhook.Body + " ", webhook.Signature) },
        { "truncated body", "session.revoked", webhook => (webhook.Body[..^10], webhook.Signature) },
        { "empty body", "session.revoked", webhook => (string.Empty, webhook.Signature) },
        { "body of two megabytes", "session.revoked", webhook => (webhook.Body + new string(' ', 2_000_000), webhook.Signature) },
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_webhook_that_is_not_as_WorkOS_sent_it_changes_nothing(
        string what, string name, Func<WorkOsSandboxWebhook, (string Body, string? Header)> forge)
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        var (body, header) = forge(WorkOs.AuthKit.CreateSignedWebhook(name, DataOf(name)));

        var answer = await SendAsync(app, body, header);

        Assert.True(answer.Status == HttpStatusCode.BadRequest, what);
        Assert.Empty(answer.Body);
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task A_webhook_signed_with_another_secret_changes_nothing()
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("ada@acme.com");

        var answer = await SendAsync(app, WorkOs.AuthKit.CreateSignedWebhook("session.revoked", DataOf("session.revoked"), secret: "whsec_other"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task While_a_secret_is_rotated_both_are_accepted()
    {
        var app = await StartAppAsync(new AuthKitAppSettings { Options = options => options.WebhookSecrets.Insert(0, "whsec_new") });
        await app.SignInAsync("ada@acme.com");

        foreach (var secret in new[] { "whsec_new", WebhookSecret })
        {
            var answer = await SendAsync(app, WorkOs.AuthKit.CreateSignedWebhook("session.revoked", DataOf("session.revoked"), secret: secret));
            Assert.Equal(HttpStatusCode.OK, answer.Status);
        }
    }

    [Fact]
    public async Task Without_a_secret_every_webhook_is_refused()
    {
        var app = await StartAppAsync(new AuthKitAppSettings { Options = options => options.WebhookSecrets.Clear() });
        var browser = await app.SignInAsync("ada@acme.com");

        var answer = await SendAsync(app, WorkOs.AuthKit.CreateSignedWebhook("session.revoked", DataOf("session.revoked"), secret: string.Empty));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
    }

    public static TheoryData<int> Lateness => [181, 3600, -181, -3600];

    [Theory]
    [MemberData(nameof(Lateness))]
    public async Task A_webhook_from_too_long_ago_or_from_the_future_changes_nothing(int secondsLate)
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        var webhook = WorkOs.AuthKit.CreateSignedWebhook("session.revoked", DataOf("session.revoked"), time: Clock.GetUtcNow() - TimeSpan.FromSeconds(secondsLate));

        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(app, webhook)).Status);
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task A_replayed_webhook_does_not_end_a_session_that_began_after_it()
    {
        var app = await StartAppAsync();
        await app.SignInAsync("ada@acme.com");
        Clock.Advance(TimeSpan.FromSeconds(5));
        var webhook = WorkOs.AuthKit.CreateSignedWebhook("user.deleted", DataOf("user.deleted"));
        await SendAsync(app, webhook);
        Clock.Advance(TimeSpan.FromSeconds(5));
        var again = await app.SignInAsync("ada@acme.com");

        await SendAsync(app, webhook);

        Assert.Equal(Ada.UserId, (await again.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task Webhooks_that_arrive_in_the_wrong_order_end_what_they_would_have_ended_in_the_right_one()
    {
        var app = await StartAppAsync();
        var before = await app.SignInAsync("ada@acme.com");
        Clock.Advance(TimeSpan.FromSeconds(5));
        var early = WorkOs.AuthKit.CreateSignedWebhook("user.deleted", DataOf("user.deleted"));
        Clock.Advance(TimeSpan.FromSeconds(5));
        var between = await app.SignInAsync("ada@acme.com");
        Clock.Advance(TimeSpan.FromSeconds(5));
        var late = WorkOs.AuthKit.CreateSignedWebhook("user.deleted", DataOf("user.deleted"));

        await SendAsync(app, late);
        await SendAsync(app, early);

        Assert.Equal("nobody", (await before.GetAsync("/me")).Body);
        Assert.Equal("nobody", (await between.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task A_membership_that_is_removed_ends_only_sessions_in_that_organization()
    {
        var app = await StartAppAsync(new AuthKitAppSettings { Options = options => options.Organization = "org_globex" });
        var browser = await app.SignInAsync("margaret@acme.com");
        var margaret = WorkOs.People.First(person => person.Email == "margaret@acme.com");
        Clock.Advance(TimeSpan.FromSeconds(5));

        await SendAsync(app, WorkOs.AuthKit.CreateSignedWebhook(
            "organization_membership.deleted", new JsonObject { ["user_id"] = margaret.UserId, ["organization_id"] = "org_acme" }));

        Assert.Equal(margaret.UserId, (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task An_organization_that_is_deleted_ends_only_sessions_in_it()
    {
        var app = await StartAppAsync(new AuthKitAppSettings { Options = options => options.Organization = "org_globex" });
        var browser = await app.SignInAsync("margaret@acme.com");
        var margaret = WorkOs.People.First(person => person.Email == "margaret@acme.com");
        Clock.Advance(TimeSpan.FromSeconds(5));

        await SendAsync(app, WorkOs.AuthKit.CreateSignedWebhook("organization.deleted", new JsonObject { ["id"] = "org_acme" }));
        Assert.Equal(margaret.UserId, (await browser.GetAsync("/me")).Body);

        await SendAsync(app, WorkOs.AuthKit.CreateSignedWebhook("organization.deleted", new JsonObject { ["id"] = "org_globex" }));
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Theory]
    [InlineData("active")]
    [InlineData("pending")]
    [InlineData(null)]
    public async Task A_membership_that_is_updated_and_not_deactivated_ends_nothing(string? status)
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        Clock.Advance(TimeSpan.FromSeconds(5));
        var data = DataOf("organization_membership.updated");
        data["status"] = status;

        await SendAsync(app, WorkOs.AuthKit.CreateSignedWebhook("organization_membership.updated", data));

        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task An_event_that_says_nothing_about_sessions_is_taken_and_changes_nothing()
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("ada@acme.com");

        var answer = await SendAsync(app, WorkOs.AuthKit.CreateSignedWebhook("dsync.activated", new JsonObject { ["id"] = "directory_1" }));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(Ada.UserId, (await browser.GetAsync("/me")).Body);
    }

    private JsonObject DataOf(string name) => name switch
    {
        "session.revoked" => new JsonObject { ["id"] = WorkOs.AuthKit.ActiveSessions[0] },
        "user.deleted" => new JsonObject { ["id"] = Ada.UserId },
        "organization.deleted" => new JsonObject { ["id"] = "org_acme" },
        _ => new JsonObject { ["user_id"] = Ada.UserId, ["organization_id"] = "org_acme", ["status"] = "inactive" },
    };

    private static Task<BrowserAnswer> SendAsync(AuthKitApp app, WorkOsSandboxWebhook webhook) => SendAsync(app, webhook.Body, webhook.Signature);

    private static Task<BrowserAnswer> SendAsync(AuthKitApp app, string body, string? signature)
    {
        var content = new StringContent(body, Encoding.UTF8, "application/json");
        return app.NewBrowser().SendAsync(HttpMethod.Post, Path, content, signature is null ? [] : [("WorkOS-Signature", signature)]);
    }
}
