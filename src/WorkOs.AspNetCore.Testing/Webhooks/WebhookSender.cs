using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>Signs webhooks and sends them.</summary>
internal sealed class WebhookSender(TimeProvider clock, WorkOsSandboxAuthKitOptions options) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    public WorkOsSandboxWebhook Sign(string eventName, JsonObject data, DateTimeOffset? time, string? secret)
    {
        var sent = time ?? clock.GetUtcNow();
        var body = new JsonObject
        {
            ["id"] = SandboxIds.New("event_"),
            ["event"] = eventName,
            ["data"] = data.DeepClone(),
            ["created_at"] = sent.ToWorkOsTime(),
        }.ToJsonString();
        var timestamp = sent.ToUnixTimeMilliseconds();
        var hash = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret ?? options.WebhookSecret),
            Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{timestamp}.{body}")));
        return new(body, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"t={timestamp}, v1={Convert.ToHexStringLower(hash)}"));
    }

    /// <summary>The application's status, or null when there is nowhere to send to.</summary>
    public async Task<int?> SendAsync(WorkOsSandboxWebhook webhook, CancellationToken cancellationToken)
    {
        if (options.WebhookUrl is not { } url)
        {
            return null;
        }

        using var content = new StringContent(webhook.Body, MediaTypeHeaderValue.Parse("application/json"));
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.Headers.TryAddWithoutValidation(WorkOsSandboxWebhook.SignatureHeader, webhook.Signature);
        using var answer = await _client.SendAsync(request, cancellationToken);
        return (int)answer.StatusCode;
    }

    public Task<int?> SendAsync(string eventName, JsonObject data, CancellationToken cancellationToken) =>
        SendAsync(Sign(eventName, data, null, null), cancellationToken);

    public void Dispose() => _client.Dispose();
}
