using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkOs.AspNetCore.Testing;
using WorkOs.AspNetCore.Tests.AuthKit;

namespace WorkOs.AspNetCore.Tests.Attacks;

/// <summary>Webhooks of strangers: refused before they cost anything.</summary>
[Trait("Room", "Webhooks")]
public sealed class WebhookAttackTests : AuthKitTestBase
{
    private const string Zeros = "v1=0000000000000000000000000000000000000000000000000000000000000000";

    public static TheoryData<string, string[]> UnreadableHeaders => new()
    {
        { "none", [] },
        { "empty", [""] },
        { "garbage", ["garbage"] },
        { "no timestamp", [Zeros] },
        { "no signature", ["t={now}"] },
        { "a short signature", ["t={now}, v1=00"] },
        { "five signatures", [$"t={{now}}, {Zeros}, {Zeros}, {Zeros}, {Zeros}, {Zeros}"] },
        { "too old", [$"t={{old}}, {Zeros}"] },
        { "of the future", [$"t={{future}}, {Zeros}"] },
        { "beyond all dates", [$"t=9223372036854775807, {Zeros}"] },
        { "twice", [$"t={{now}}, {Zeros}", $"t={{now}}, {Zeros}"] },
    };

    [Theory]
    [MemberData(nameof(UnreadableHeaders))]
    public async Task A_webhook_whose_header_says_enough_is_refused_before_its_body_is_read(string what, string[] headers)
    {
        var app = await StartAppAsync();
        var body = new WatchedStream(new byte[1024 * 1024]);

        var status = await PostAsync(app, body, [.. headers.Select(Fill)]);

        Assert.Equal(StatusCodes.Status400BadRequest, status);
        Assert.True(body.Reads == 0, what);
    }

    [Fact]
    public async Task Without_a_secret_nobodys_body_is_read()
    {
        var app = await StartAppAsync(new AuthKitAppSettings { Options = options => options.WebhookSecrets.Clear() });
        var body = new WatchedStream(new byte[1024]);

        Assert.Equal(StatusCodes.Status400BadRequest, await PostAsync(app, body, [Fill($"t={{now}}, {Zeros}")]));
        Assert.Equal(0, body.Reads);
    }

    [Fact]
    public async Task A_body_is_read_up_to_a_bound()
    {
        var app = await StartAppAsync();
        var body = new WatchedStream(new byte[8 * 1024 * 1024]);

        Assert.Equal(StatusCodes.Status400BadRequest, await PostAsync(app, body, [Fill($"t={{now}}, {Zeros}")]));
        Assert.InRange(body.Position, 1, (1024 * 1024) + 8192);
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_refused_without_an_exception()
    {
        var app = await StartAppAsync();
        var body = new WatchedStream(new byte[1024]) { Breaks = true };

        Assert.Equal(StatusCodes.Status400BadRequest, await PostAsync(app, body, [Fill($"t={{now}}, {Zeros}")]));
        Assert.Equal(1, body.Reads);
    }

    [Fact]
    public async Task A_signed_webhook_is_read_and_applied()
    {
        var app = await StartAppAsync();
        var browser = await app.SignInAsync("ada@acme.com");
        var webhook = WorkOs.AuthKit.CreateSignedWebhook("session.revoked", new JsonObject { ["id"] = Assert.Single(WorkOs.AuthKit.ActiveSessions) });
        var body = new WatchedStream(Encoding.UTF8.GetBytes(webhook.Body));

        Assert.Equal(StatusCodes.Status200OK, await PostAsync(app, body, [webhook.Signature]));
        Assert.Equal("nobody", (await browser.GetAsync("/me")).Body);
    }

    [Fact]
    public async Task A_flood_of_forged_webhooks_logs_one_warning_each_and_nothing_above()
    {
        var app = await StartAppAsync();
        app.Logs.Clear();
        string[] headers = ["", "garbage", $"t={{old}}, {Zeros}", $"t={{now}}, {Zeros}", "t=9999999999999999999999"];

        for (var i = 0; i < 1000; i++)
        {
            await PostAsync(app, new WatchedStream("{}"u8.ToArray()), [Fill(headers[i % headers.Length])]);
        }

        Assert.Equal(1000, app.Logs.Named("WebhookRefused").Count);
        Assert.DoesNotContain(app.Logs.Entries, entry => entry.Level > LogLevel.Warning);
        Assert.Equal(1000, app.Logs.Ours.Count(entry => entry.Level == LogLevel.Warning));
    }

    private string Fill(string header)
    {
        var now = Clock.GetUtcNow();
        return header
            .Replace("{now}", Milliseconds(now), StringComparison.Ordinal)
            .Replace("{old}", Milliseconds(now - TimeSpan.FromSeconds(181)), StringComparison.Ordinal)
            .Replace("{future}", Milliseconds(now + TimeSpan.FromSeconds(181)), StringComparison.Ordinal);
    }

    private static string Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static async Task<int> PostAsync(AuthKitApp app, Stream body, string[] signatures)
    {
        var answer = await ((TestServer)app.Services.GetRequiredService<IServer>()).SendAsync(context =>
        {
            context.Request.Method = "POST";
            context.Request.Scheme = "http";
            context.Request.Host = new("localhost");
            context.Request.Path = "/auth/webhooks";
            context.Request.ContentType = "application/json";
            context.Request.Headers[WorkOsSandboxWebhook.SignatureHeader] = signatures;
            context.Request.Body = body;
        });
        return answer.Response.StatusCode;
    }

    /// <summary>A body that knows whether anybody asked for it.</summary>
    private sealed class WatchedStream(byte[] content) : MemoryStream(content)
    {
        public int Reads { get; private set; }

        public bool Breaks { get; init; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Reads++;
            return Breaks ? throw new BadHttpRequestException("Unexpected end of request content.") : base.ReadAsync(buffer, cancellationToken);
        }
    }
}
