using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore;

/// <summary>
/// Takes WorkOS's word that a session, a user or a membership is over. The answer to a call that is not WorkOS's says
/// nothing but no.
/// </summary>
internal sealed class WebhookEndpoint(string scheme)
{
    private const int MaxNameLength = 64;
    private const int MaxBodyBytes = 1024 * 1024;

    public async Task HandleAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var options = services.GetRequiredService<IOptionsMonitor<WorkOsAuthKitOptions>>().Get(scheme);
        var logger = services.GetRequiredService<ILogger<WebhookEndpoint>>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();

        if (ReadSignature(context.Request, options, now) is not { } signature
            || await ReadBodyAsync(context.Request, context.RequestAborted) is not { } body
            || !signature.IsOf(body, options.WebhookSecrets)
            || WebhookEvent.TryRead(body) is not { } webhook)
        {
            Log.WebhookRefused(logger, scheme);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await ApplyAsync(
            webhook, webhook.HappenedAt(signature.SignedAt), options.Environment, services.GetRequiredService<EndedSessions>(), context.RequestAborted);
        Log.WebhookApplied(logger, scheme, WireText.IsToken(webhook.Name, MaxNameLength) ? webhook.Name : "unknown");
        context.Response.StatusCode = StatusCodes.Status200OK;
    }

    // Cheap refusals first: nobody's body is read who could not have signed it.
    private static WebhookSignature? ReadSignature(HttpRequest request, WorkOsAuthKitOptions options, DateTimeOffset now) =>
        options.WebhookSecrets.Count > 0 && request.Headers["WorkOS-Signature"] is [{ } header]
            ? WebhookSignature.TryRead(header, now, options.WebhookTolerance)
            : null;

    // The time of the event counts, not that of its arrival: a call that is repeated, or overtaken by another, does not
    // end a session that began afterwards.
    private static Task ApplyAsync(
        WebhookEvent webhook, DateTimeOffset at, string environment, EndedSessions ended, CancellationToken cancellationToken) => webhook.Name switch
    {
        "session.revoked" when webhook.Data.GetStringOrNull("id") is { } session
            => ended.EndSessionAsync(environment, session, cancellationToken),
        "user.deleted" when webhook.Data.GetStringOrNull("id") is { } user
            => ended.EndUserAsync(environment, user, at, cancellationToken),
        "organization_membership.deleted" when Membership(webhook) is { } member
            => ended.EndMembershipAsync(environment, member.User, member.Organization, at, cancellationToken),
        "organization_membership.updated" when webhook.Data.GetStringOrNull("status") == "inactive" && Membership(webhook) is { } member
            => ended.EndMembershipAsync(environment, member.User, member.Organization, at, cancellationToken),
        _ => Task.CompletedTask,
    };

    private static (string User, string Organization)? Membership(WebhookEvent webhook) =>
        webhook.Data.GetStringOrNull("user_id") is { } user && webhook.Data.GetStringOrNull("organization_id") is { } organization
            ? (user, organization)
            : null;

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
