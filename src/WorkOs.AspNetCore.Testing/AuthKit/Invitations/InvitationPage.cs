using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The page of the link in an invitation's e-mail. It links to the application, which starts a sign-in.</summary>
internal sealed class InvitationPage(SandboxEnvironment environment, AuthKitInvitations invitations)
{
    public const string TokenParameter = "invitation_token";

    public Task HandleAsync(HttpContext context) =>
        invitations.FindPending(context.Request.Query[TokenParameter]) is { } invitation
            ? context.WritePageAsync(StatusCodes.Status200OK, Title(invitation), Content(invitation))
            : context.WritePageAsync(StatusCodes.Status404NotFound, "This invitation is not valid", Html.Of(
                $"<p>It was accepted or revoked, has expired, or was never sent.</p>"));

    private string Title(AuthKitInvitation invitation) =>
        environment.Directory.Organization(invitation.OrganizationId) is { } organization ? $"Join {organization.Name}" : "You are invited";

    private Html Content(AuthKitInvitation invitation)
    {
        var next = environment.SignInEndpoint is { } endpoint
            ? Html.Of($"""<p><a href="{QueryHelpers.AddQueryString(endpoint.AbsoluteUri, TokenParameter, invitation.Token)}">Accept the invitation</a></p>""")
            : Html.Of(
                $"""
                <p>The sandbox has no <code>SignInEndpoint</code> to go on to. Begin an AuthKit sign-in with the invitation token of this page's
                address as <code>{TokenParameter}</code>, or set <code>SignInEndpoint</code>.</p>
                """);
        return Html.Of(
            $"""
            <p>The invitation is for {invitation.Email}.</p>
            {next}
            """);
    }
}
