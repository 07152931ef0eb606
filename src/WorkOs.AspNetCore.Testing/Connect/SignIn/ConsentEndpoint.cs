using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>GET</c> and <c>POST /oauth2/consent</c>: the steps of a sign-in after the user has signed in.</summary>
internal sealed class ConsentEndpoint(ConnectSignIns signIns, ConnectBrowsers browsers)
{
    public async Task GetAsync(HttpContext context)
    {
        if (await FindAsync(context) is not { } signIn)
        {
            return;
        }

        browsers.Remember(context, signIn.UserId);
        var organizations = signIns.Organizations(signIn);
        var asksForConsent = AsksForConsent(signIn, organizations);
        if (organizations.Count > 1 || asksForConsent)
        {
            await context.WritePageAsync(
                StatusCodes.Status200OK,
                ConsentPage.Title(signIn.Request.Application, asksForConsent),
                ConsentPage.Content(signIn, signIns.User(signIn)!.Email, organizations, asksForConsent));
        }
        else
        {
            context.Response.Redirect(signIns.Complete(signIn, organizations is [var only] ? only.Id : null));
        }
    }

    public async Task PostAsync(HttpContext context)
    {
        if (await FindAsync(context) is not { } signIn)
        {
            return;
        }

        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        var organizations = signIns.Organizations(signIn);
        string? chosen = form["organization"];
        var organization = organizations is [var only] ? only : organizations.FirstOrDefault(one => one.Id == chosen);
        if (form["action"] == "deny")
        {
            context.Response.Redirect(ConnectSignIns.Decline(signIn, "The user did not allow the application's access."));
        }
        else if (form["action"] != "allow")
        {
            await context.RefuseAsync("Allow or cancel.");
        }
        else if (organization is null && organizations.Count > 0)
        {
            await context.RefuseAsync("Choose one of the organizations: " + string.Join(", ", organizations.Select(one => one.Id)) + ".");
        }
        else
        {
            context.Response.Redirect(signIns.Complete(signIn, organization?.Id));
        }
    }

    private bool AsksForConsent(ConnectSignIn signIn, IReadOnlyList<SandboxOrganization> organizations) => organizations.Count == 0
        ? signIns.NeedsConsent(signIn, organizationId: null)
        : organizations.Any(organization => signIns.NeedsConsent(signIn, organization.Id));

    private async Task<ConnectSignIn?> FindAsync(HttpContext context)
    {
        if (signIns.Find(context.Request.Query) is not { } signIn)
        {
            await context.RefuseAsync("This sign-in is not known. Go back to the application and start again.", StatusCodes.Status404NotFound);
            return null;
        }

        if (signIns.User(signIn) is not null)
        {
            return signIn;
        }

        context.Response.Redirect(ConnectSignIns.Decline(signIn, "The user is not a member of the organization."));
        return null;
    }
}
