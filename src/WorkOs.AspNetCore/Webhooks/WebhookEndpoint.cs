using System.Diagnostics.CodeAnalysis;

namespace WorkOs.AspNetCore;

/// <summary>
/// Receives webhooks from WorkOS and passes them to the listeners. The response to a request that is not from WorkOS gives no reason for the
/// refusal.
/// </summary>
internal sealed class WebhookEndpoint<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(string scheme)
    where TOptions : class, IWebhookOptions
{
    private const int MaxNameLength = 64;
    private const int MaxBodyBytes = 1024 * 1024;

    public async Task HandleAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var options = services.GetRequiredService<IOptionsMonitor<TOptions>>().Get(scheme);
        var logger = services.GetRequiredService<ILogger<WebhookEndpoint<TOptions>>>();
        var metrics = services.GetRequiredService<WorkOsMetrics>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();

        // Cheap checks first: the body is read only if the header may be a valid signature.
        if (options.WebhookSecrets.Count == 0
            || context.Request.Headers["WorkOS-Signature"] is not [{ } header]
            || WebhookSignature.TryRead(header, now, options.WebhookTolerance) is not { } signature
            || await ReadBodyAsync(context.Request, context.RequestAborted) is not { } body
            || !signature.IsOf(body, options.WebhookSecrets)
            || WebhookEvent.TryRead(body, signature.SignedAt) is not { } webhook)
        {
            Log.WebhookRefused(logger, scheme);
            metrics.WebhookReceived(scheme, "refused", eventName: null);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var result = "failed";
        try
        {
            foreach (var listener in services.GetServices<IWebhookListener<TOptions>>())
            {
                await listener.HandleAsync(context, scheme, options, webhook);
            }

            result = "accepted";
        }
        finally
        {
            metrics.WebhookReceived(scheme, result, webhook.Name);
        }

        Log.WebhookApplied(logger, scheme, WireText.IsToken(webhook.Name, MaxNameLength) ? webhook.Name : "unknown");
        context.Response.StatusCode = StatusCodes.Status200OK;
    }

    private static async Task<byte[]?> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return request.ContentLength > MaxBodyBytes ? null : await ReadBytesAsync(request, cancellationToken);
        }
        catch (IOException)
        {
            // The body was sent too slowly, is too long for the server, or was cut off.
            return null;
        }
    }

    // The raw bytes, because the signature covers what was sent, and not what a parser reads from it.
    private static async Task<byte[]?> ReadBytesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var buffer = new byte[8192];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > MaxBodyBytes)
            {
                return null;
            }

            await body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return body.ToArray();
    }
}
