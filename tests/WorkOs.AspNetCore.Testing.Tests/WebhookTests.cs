using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing.Tests;

public sealed class WebhookTests : AuthKitTest
{
    [Fact]
    public async Task A_webhook_is_signed_over_its_time_in_milliseconds_and_its_body()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        WorkOs.AuthKit.WebhookUrl = receiver.Url;

        var status = await WorkOs.AuthKit.SendWebhookAsync("user.updated", new() { ["id"] = "user_x" });

        Assert.Equal(202, status);
        var (body, signature) = Assert.Single(receiver.Calls);
        var time = Clock.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.Equal($"t={time}, v1={Hash(WorkOs.AuthKit.WebhookSecret, $"{time}.{body}")}", signature);
        var json = JsonNode.Parse(body)!;
        Assert.Equal(("user.updated", "user_x", "2026-08-01T12:00:00.000Z"), ((string?)json["event"], (string?)json["data"]!["id"], (string?)json["created_at"]));
        Assert.StartsWith("event_", (string?)json["id"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_webhook_can_be_signed_for_another_time_and_with_another_secret()
    {
        var time = Clock.GetUtcNow().AddHours(-1);

        var webhook = WorkOs.AuthKit.CreateSignedWebhook("user.updated", [], time, "other");

        Assert.Equal($"t={time.ToUnixTimeMilliseconds()}, v1={Hash("other", $"{time.ToUnixTimeMilliseconds()}.{webhook.Body}")}", webhook.Signature);
    }

    [Fact]
    public async Task What_ends_a_session_tells_the_application()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        WorkOs.AuthKit.WebhookUrl = receiver.Url;
        var id = (string)ClaimsOf(await SignInAsync())["sid"]!;
        var (ada, margaret) = (Ada.UserId, Margaret.UserId);

        await WorkOs.AuthKit.RevokeSessionAsync(id);
        await WorkOs.AuthKit.RemoveMemberAsync(margaret, "org_globex");
        await WorkOs.AuthKit.DeleteUserAsync(ada);

        var events = receiver.Calls.Select(call => JsonNode.Parse(call.Body)!).ToList();
        Assert.Equal(
            [WorkOsSandboxWebhookEvents.SessionRevoked, WorkOsSandboxWebhookEvents.OrganizationMembershipDeleted, WorkOsSandboxWebhookEvents.UserDeleted],
            events.Select(one => (string?)one["event"]));
        Assert.Equal((id, ada, "revoked"), ((string?)events[0]["data"]!["id"], (string?)events[0]["data"]!["user_id"], (string?)events[0]["data"]!["status"]));
        Assert.Equal((margaret, "org_globex"), ((string?)events[1]["data"]!["user_id"], (string?)events[1]["data"]!["organization_id"]));
        Assert.Equal(ada, (string?)events[2]["data"]!["id"]);
        Assert.DoesNotContain(WorkOs.People, person => person.UserId == ada);
    }

    [Fact]
    public async Task Without_an_address_nothing_is_sent()
    {
        Assert.Null(await WorkOs.AuthKit.SendWebhookAsync("user.updated", []));
    }

    [Fact]
    public async Task An_application_that_is_gone_does_not_keep_a_session_from_being_revoked()
    {
        var receiver = await WebhookReceiver.StartAsync();
        WorkOs.AuthKit.WebhookUrl = receiver.Url;
        await receiver.DisposeAsync();
        var signedIn = await SignInAsync();

        var revoked = await Caller.PostAsync(
            "/user_management/sessions/revoke", new Dictionary<string, string?> { ["session_id"] = (string?)ClaimsOf(signedIn)["sid"] }, WorkOs.ApiKey);

        Assert.Equal(200, revoked.Status);
        Assert.Equal(400, (await RefreshAsync(signedIn)).Status);
    }

    [Fact]
    public async Task Nobody_is_deleted_who_is_not_there()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => WorkOs.AuthKit.DeleteUserAsync("user_nobody"));
        await Assert.ThrowsAsync<ArgumentException>(() => WorkOs.AuthKit.RemoveMemberAsync(Ada.UserId, "org_globex"));
        await Assert.ThrowsAsync<ArgumentException>(() => WorkOs.AuthKit.RevokeSessionAsync("session_nobody"));
    }

    private static string Hash(string secret, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
}
