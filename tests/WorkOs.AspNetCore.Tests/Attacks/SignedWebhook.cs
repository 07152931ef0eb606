using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.AuthKit;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>Webhooks whose event has another date than their signature, as one that is sent again has.</summary>
internal static class SignedWebhook
{
    public static WorkOsSandboxWebhook Create(
        string name, JsonObject data, string? createdAt, DateTimeOffset signedAt, string secret = AuthKitTestBase.WebhookSecret)
    {
        var body = new JsonObject { ["id"] = "event_1", ["event"] = name, ["data"] = data, ["created_at"] = createdAt }.ToJsonString();
        var timestamp = signedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}.{body}"));
        return new WorkOsSandboxWebhook { Body = body, Signature = $"t={timestamp}, v1={Convert.ToHexStringLower(hash)}" };
    }

    public static Task<BrowserAnswer> SendAsync(AuthKitApp app, WorkOsSandboxWebhook webhook, string path = "/auth/webhooks") =>
        app.NewBrowser().SendAsync(
            HttpMethod.Post,
            path,
            new StringContent(webhook.Body, Encoding.UTF8, "application/json"),
            [(WorkOsSandboxWebhook.SignatureHeader, webhook.Signature)]);
}
