using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The Admin Portal: where the administrator of a customer sets up a connection or verifies a domain.</summary>
internal sealed class PortalPage(SandboxEnvironment environment, PortalLinks links, PortalSetup setup)
{
    public const string TokenParameter = "token";

    private const string SessionParameter = "session";

    public async Task GetAsync(HttpContext context)
    {
        if (context.Request.Query[TokenParameter] is [{ Length: > 0 } token])
        {
            if (links.Open(token) is { } session)
            {
                context.Response.Redirect($"{WorkOsSandboxEndpoints.AdminPortal}?{SessionParameter}={session}");
                return;
            }
        }
        else if (Visit(context) is var (session, organization))
        {
            await context.WritePageAsync(StatusCodes.Status200OK, PortalMarkup.Title(session, organization), Content(session, organization, problem: null));
            return;
        }

        await EndedAsync(context);
    }

    public async Task PostAsync(HttpContext context)
    {
        if (Visit(context) is not var (session, organization))
        {
            await EndedAsync(context);
            return;
        }

        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        var (problem, done) = session.Intent switch
        {
            "sso" => await ActivateAsync(organization, form["provider"].ToString(), context.RequestAborted),
            "domain_verification" => Verify(organization, form["domain"].ToString()),
            _ => (null, "Nothing was changed."),
        };
        if (problem is not null)
        {
            await context.WritePageAsync(
                StatusCodes.Status400BadRequest, PortalMarkup.Title(session, organization), Content(session, organization, problem));
        }
        else if (session.SuccessUrl is { } next)
        {
            context.Response.Redirect(next);
        }
        else
        {
            await context.WritePageAsync(StatusCodes.Status200OK, "All done", PortalMarkup.Done(session, done!));
        }
    }

    private static Task EndedAsync(HttpContext context) => context.WritePageAsync(
        StatusCodes.Status404NotFound,
        "This link is not valid",
        Html.Of($"<p>A link to the Admin Portal is good for five minutes, and for one visit. Go back to the application and ask for a new one.</p>"));

    private (PortalSession Session, SandboxOrganization Organization)? Visit(HttpContext context) =>
        links.Session(context.Request.Query[SessionParameter]) is { } session
        && environment.Directory.Organization(session.OrganizationId) is { } organization
            ? (session, organization)
            : null;

    private async Task<(string? Problem, string? Done)> ActivateAsync(SandboxOrganization organization, string type, CancellationToken cancellationToken)
    {
        if (!PortalSetup.Providers.Any(provider => provider.Type == type))
        {
            return ("Choose an identity provider.", null);
        }

        await setup.ActivateAsync(organization, type, cancellationToken);
        return (null, $"People of {organization.Name} can sign in through their identity provider.");
    }

    private (string? Problem, string? Done) Verify(SandboxOrganization organization, string domain) =>
        setup.TryVerify(organization, domain)
            ? (null, "The domain is verified.")
            : ("Enter a domain, such as example.com.", null);

    private Html Content(PortalSession session, SandboxOrganization organization, string? problem) => session.Intent switch
    {
        "sso" => PortalMarkup.SignOn(
            session, organization, [.. environment.Directory.Connections.Where(connection => connection.OrganizationId == organization.Id)], problem),
        "domain_verification" => PortalMarkup.Domains(session, organization, problem),
        _ => PortalMarkup.Nothing(session),
    };
}
