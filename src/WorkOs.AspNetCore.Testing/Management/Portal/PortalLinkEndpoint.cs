using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>POST /portal/generate_link</c>.</summary>
internal sealed class PortalLinkEndpoint(SandboxEnvironment environment, PortalLinks links)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context) is not { } body)
        {
            return;
        }

        var session = new PortalSession(
            body.RequiredText("organization"), body.Text("intent") ?? "sso", Url(body, "return_url"), Url(body, "success_url"));
        if (!PortalSession.Intents.Contains(session.Intent, StringComparer.Ordinal))
        {
            body.Refuse("intent", "invalid_intent", $"must be one of {string.Join(", ", PortalSession.Intents)}");
        }

        if (await body.IsRefusedAsync(context))
        {
            return;
        }

        if (environment.Directory.Organization(session.OrganizationId) is null)
        {
            await context.WriteNotFoundAsync("Organization", session.OrganizationId);
            return;
        }

        var link = environment.Url($"{WorkOsSandboxEndpoints.AdminPortal}?{PortalPage.TokenParameter}={links.Add(session)}");
        await context.WriteJsonAsync(StatusCodes.Status201Created, new() { ["link"] = link.AbsoluteUri });
    }

    private static string? Url(RequestBody body, string name)
    {
        var url = body.Text(name);
        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is ("http" or "https")))
        {
            body.Refuse(name, "invalid_url", "must be an absolute http or https URL");
        }

        return url;
    }
}
