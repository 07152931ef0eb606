using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.Attacks;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Sso;

/// <summary>Sends an app a webhook as WorkOS does.</summary>
internal static class TestAppWebhooks
{
    /// <param name="app">The app.</param>
    /// <param name="end">The event and its data.</param>
    /// <param name="secret">What signs it.</param>
    /// <param name="path">Where it is sent.</param>
    /// <param name="happenedAt">When it happened, by WorkOS's clock; now by default.</param>
    public static async Task<HttpStatusCode> SendWebhookAsync(
        this TestApp app, (string Event, JsonObject Data) end, string secret, string path, DateTimeOffset? happenedAt = null)
    {
        var now = app.Clock.GetUtcNow();
        var webhook = SignedWebhook.Create(end.Event, (JsonObject)end.Data.DeepClone(), (happenedAt ?? now).ToString("O", CultureInfo.InvariantCulture), now, secret);
        var answer = await app.NewBrowser().SendAsync(
            HttpMethod.Post, path, new StringContent(webhook.Body, Encoding.UTF8, "application/json"), [(WorkOsSandboxWebhook.SignatureHeader, webhook.Signature)]);
        return answer.Status;
    }
}
