using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>/user_management/invitations</c>. No e-mail is sent; the response contains the link of the e-mail.</summary>
internal sealed class InvitationsEndpoint(AuthKitEnvironment authKit)
{
    private const string Kind = "Invitation";
    private const int DefaultDays = 7;
    private const int MostDays = 30;

    private readonly AuthKitInvitations _invitations = authKit.Invitations;
    private readonly SandboxDirectory _directory = authKit.Environment.Directory;

    public async Task ListAsync(HttpContext context)
    {
        if (await ListPage.ReadAsync(context) is not { } page)
        {
            return;
        }

        var (email, organization) = (context.Request.Query["email"].ToString(), context.Request.Query["organization_id"].ToString());
        var found = _invitations.All
            .Where(invitation => email.Length == 0 || invitation.IsFor(email))
            .Where(invitation => organization.Length == 0 || invitation.OrganizationId == organization);
        await context.WriteJsonAsync(StatusCodes.Status200OK, page.Of(found, invitation => invitation.Id, Json));
    }

    public async Task SendAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context) is not { } body)
        {
            return;
        }

        var now = authKit.Environment.Clock.GetUtcNow();
        var invitation = new AuthKitInvitation
        {
            Email = body.RequiredEmail("email"),
            OrganizationId = body.Text("organization_id"),
            InviterUserId = body.Text("inviter_user_id"),
            RoleSlug = body.Text("role_slug"),
            Created = now,
            Updated = now,
            Expires = now + TimeSpan.FromDays(body.Number("expires_in_days", 1, MostDays, DefaultDays)),
        };
        if (await body.IsRefusedAsync(context) || await IsRefusedAsync(context, invitation))
        {
            return;
        }

        _invitations.Add(invitation);
        await context.WriteJsonAsync(StatusCodes.Status201Created, Json(invitation));
    }

    public Task GetAsync(HttpContext context) => AnswerAsync(context, _invitations.Find(context.RouteId()));

    public Task GetByTokenAsync(HttpContext context) => AnswerAsync(context, _invitations.FindByToken(context.RouteId()));

    public Task AcceptAsync(HttpContext context) => ChangeAsync(context, _invitations.Accept);

    public Task RevokeAsync(HttpContext context) => ChangeAsync(context, _invitations.Revoke);

    public Task ResendAsync(HttpContext context) => ChangeAsync(
        context,
        invitation => _invitations.Change(
            invitation.Id, (waiting, now) => waiting with { Expires = now + (waiting.Expires - waiting.Created) }));

    private async Task<bool> IsRefusedAsync(HttpContext context, AuthKitInvitation invitation)
    {
        if (invitation.OrganizationId is not { } organization)
        {
            return false;
        }

        if (_directory.Organization(organization) is null)
        {
            await context.WriteNotFoundAsync("Organization", organization);
        }
        else if (_directory.UserByEmail(invitation.Email) is { } user && _directory.IsMember(user.UserId, organization))
        {
            await context.WriteRefusalAsync("user_already_organization_member", "The user is a member of the organization.");
        }
        else if (_invitations.Pending.Any(other => other.IsFor(invitation.Email) && other.OrganizationId == organization))
        {
            await context.WriteRefusalAsync("email_already_invited_to_organization", "An invitation to the organization waits for this e-mail.");
        }
        else
        {
            return false;
        }

        return true;
    }

    private async Task ChangeAsync(HttpContext context, Func<AuthKitInvitation, AuthKitInvitation?> change)
    {
        if (_invitations.Find(context.RouteId()) is not { } invitation)
        {
            await AnswerAsync(context, null);
        }
        else if (change(invitation) is { } changed)
        {
            await AnswerAsync(context, changed);
        }
        else
        {
            await context.WriteRefusalAsync("invite_not_pending", "The invitation does not wait for an answer.");
        }
    }

    private Task AnswerAsync(HttpContext context, AuthKitInvitation? invitation) =>
        context.WriteFoundAsync(Kind, invitation is null ? null : Json(invitation));

    private JsonObject Json(AuthKitInvitation invitation) => new()
    {
        ["object"] = "invitation",
        ["id"] = invitation.Id,
        ["email"] = invitation.Email,
        ["state"] = invitation.State(authKit.Environment.Clock.GetUtcNow()),
        ["accepted_at"] = invitation.Accepted?.ToWorkOsTime(),
        ["revoked_at"] = invitation.Revoked?.ToWorkOsTime(),
        ["expires_at"] = invitation.Expires.ToWorkOsTime(),
        ["organization_id"] = invitation.OrganizationId,
        ["inviter_user_id"] = invitation.InviterUserId,
        ["accepted_user_id"] = invitation.AcceptedUserId,
        ["role_slug"] = invitation.RoleSlug,
        ["token"] = invitation.Token,
        ["accept_invitation_url"] = authKit.Environment.Url(
            $"{WorkOsSandboxEndpoints.AuthKitInvitationPage}?{InvitationPage.TokenParameter}={invitation.Token}").AbsoluteUri,
        ["created_at"] = invitation.Created.ToWorkOsTime(),
        ["updated_at"] = invitation.Updated.ToWorkOsTime(),
    };
}
