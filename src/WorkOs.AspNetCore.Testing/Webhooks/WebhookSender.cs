using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>Signs webhooks and sends them.</summary>
internal sealed class WebhookSender(TimeProvider clock, Uri? url, string secret) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    /// <summary>The URL that webhooks are sent to, or null to send none.</summary>
    public Uri? Url { get; set; } = url;

    public string Secret { get; } = secret;

    public WorkOsSandboxWebhook Sign(string eventName, JsonObject data, DateTimeOffset? time, string? otherSecret)
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
            Encoding.UTF8.GetBytes(otherSecret ?? Secret),
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{timestamp}.{body}")));
        return new()
        {
            Body = body,
            Signature = string.Create(CultureInfo.InvariantCulture, $"t={timestamp}, v1={Convert.ToHexStringLower(hash)}"),
        };
    }

    /// <summary>The application's HTTP status, or null if there is no <see cref="Url"/>.</summary>
    public async Task<int?> SendAsync(WorkOsSandboxWebhook webhook, CancellationToken cancellationToken)
    {
        if (Url is not { } address)
        {
            return null;
        }

        using var content = new StringContent(webhook.Body, MediaTypeHeaderValue.Parse("application/json"));
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.TryAddWithoutValidation(WorkOsSandboxWebhook.SignatureHeader, webhook.Signature);
        using var answer = await _client.SendAsync(request, cancellationToken);
        return (int)answer.StatusCode;
    }

    public Task<int?> SendAsync(string eventName, JsonObject data, CancellationToken cancellationToken) =>
        SendAsync(Sign(eventName, data, null, null), cancellationToken);

    public void Dispose() => _client.Dispose();
}
