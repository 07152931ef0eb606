using System.Diagnostics.CodeAnalysis;

namespace WorkOs.AspNetCore;

/// <summary>
/// Takes WorkOS's word, and passes it on to those who want to hear it. The answer to a call that is not WorkOS's says
/// nothing but no.
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

        // Cheap refusals first: nobody's body is read who could not have signed it.
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
            // Too slow, too long for the server, or cut off.
            return null;
        }
    }

    // The raw bytes: what was signed is what was sent, not what a parser makes of it.
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
