using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>GET /oauth2/authorize</c>.</summary>
internal sealed class ConnectAuthorizeEndpoint(
    SandboxEnvironment environment, ConnectClients clients, ConnectRequestReader reader, ConnectSignIns signIns, ConnectBrowsers browsers, SignInStart start)
{
    public async Task HandleAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (await clients.FindForSignInAsync(query["client_id"], context.RequestAborted) is not { } application)
        {
            context.Response.Redirect(ConnectErrorPage.UrlOf("application_not_found"));
        }
        else if (query["redirect_uri"] is not [{ } redirectUri] || !application.RedirectUris.Allows(redirectUri))
        {
            context.Response.Redirect(ConnectErrorPage.UrlOf("redirect_uri_not_registered"));
        }
        else
        {
            var (request, refusal) = reader.Read(query, application);
            start.Begin(
                context,
                request is null ? Nobody(refusal!) : Selection(context, request),
                (person, _) => SignInOutcome.GoOn(signIns.Add(request!, person.UserId)));
        }
    }

    /// <summary>Skips the sign-in page if the browser has signed in before.</summary>
    private SignInSelection Selection(HttpContext context, ConnectRequest request)
    {
        var people = environment.Directory.People
            .Where(person => request.OrganizationId is null || person.OrganizationId == request.OrganizationId)
            .DistinctBy(person => person.UserId)
            .ToList();
        return browsers.UserOf(context) is { } user && people.Exists(person => person.UserId == user)
            ? Nobody(SignInOutcome.GoOn(signIns.Add(request, user)))
            : new("Sign in", $"AuthKit in the WorkOS sandbox, to go on to {request.Application.Name}. No password is needed.", people);
    }

    private static SignInSelection Nobody(SignInOutcome outcome) => new("", "", [], outcome);
}
