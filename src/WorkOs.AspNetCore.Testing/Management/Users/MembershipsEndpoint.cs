using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>/user_management/organization_memberships</c>.</summary>
internal sealed class MembershipsEndpoint(AuthKitEnvironment authKit)
{
    private const string Kind = "Organization Membership";

    private readonly SandboxDirectory _directory = authKit.Environment.Directory;

    private IEnumerable<WorkOsSandboxPerson> Members =>
        _directory.People.Concat(_directory.WaitingMembers).Where(person => person.OrganizationId is not null);

    private DateTimeOffset Now => authKit.Environment.Clock.GetUtcNow();

    public async Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var (user, organization) = (query["user_id"].ToString(), query["organization_id"].ToString());
        if (user.Length == 0 && organization.Length == 0)
        {
            await context.WriteInvalidAsync(("user_id", "required", "user_id or organization_id is required."));
        }
        else if (await ListPage.ReadAsync(context) is { } page)
        {
            var statuses = query["statuses"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries).DefaultIfEmpty("active").ToList();
            var found = Members
                .Where(person => statuses.Contains(AuthKitUser.StatusOf(person), StringComparer.Ordinal))
                .Where(person => user.Length == 0 || person.UserId == user)
                .Where(person => organization.Length == 0 || person.OrganizationId == organization)
                .DistinctBy(AuthKitUser.MembershipId);
            await context.WriteJsonAsync(StatusCodes.Status200OK, page.Of(found, AuthKitUser.MembershipId, authKit.MembershipJson));
        }
    }

    public async Task CreateAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context) is not { } body)
        {
            return;
        }

        var (userId, organizationId, roles) = (body.RequiredText("user_id"), body.RequiredText("organization_id"), Roles(body));
        if (await body.IsRefusedAsync(context))
        {
            return;
        }

        if (_directory.Member(userId, null) is not { } user)
        {
            await context.WriteNotFoundAsync("User", userId);
        }
        else if (_directory.Organization(organizationId) is null)
        {
            await context.WriteNotFoundAsync("Organization", organizationId);
        }
        else if (_directory.IsMember(userId, organizationId))
        {
            await context.WriteRefusalAsync("organization_membership_already_exists", "The user is a member of the organization.");
        }
        else if (_directory.WaitingMember(userId, organizationId, SandboxMembershipStatus.Pending) is not null)
        {
            await RefusePendingAsync(context);
        }
        else
        {
            var member = _directory.AsMember(user, organizationId, roles ?? [], Now);
            _directory.Add(member);
            await context.WriteJsonAsync(StatusCodes.Status201Created, authKit.MembershipJson(member));
        }
    }

    public Task GetAsync(HttpContext context) => AnswerAsync(context, Find(context));

    public async Task UpdateAsync(HttpContext context)
    {
        if (Find(context) is not { } member)
        {
            await AnswerAsync(context, null);
        }
        else if (await RequestBody.ReadAsync(context) is { } body && Roles(body) is var roles && !await body.IsRefusedAsync(context))
        {
            _directory.Change(
                person => person.UserId == member.UserId && person.OrganizationId == member.OrganizationId,
                person => _directory.WithRoles(person, roles ?? person.Roles) with { MembershipUpdated = Now });
            await AnswerAsync(context, Find(context));
        }
    }

    public Task DeleteAsync(HttpContext context)
    {
        if (Find(context) is not { } member)
        {
            return AnswerAsync(context, null);
        }

        var removed = authKit.MembershipJson(member);
        authKit.RemoveMember(member.UserId, member.OrganizationId!);
        return authKit.AnswerDeletedAsync(context, WorkOsSandboxWebhookEvents.OrganizationMembershipDeleted, removed);
    }

    /// <summary>An inactive member can't sign in to the organization or refresh its sessions.</summary>
    public Task DeactivateAsync(HttpContext context)
    {
        var member = Find(context);
        if (member?.Status == SandboxMembershipStatus.Pending)
        {
            return context.WriteRefusalAsync(
                "cannot_deactivate_pending_organization_membership", "The membership is pending. Delete it instead.");
        }

        if (member?.Status == SandboxMembershipStatus.Active)
        {
            _directory.Deactivate(member.UserId, member.OrganizationId!, Now);
        }

        return AnswerAsync(context, Find(context));
    }

    public Task ReactivateAsync(HttpContext context)
    {
        var member = Find(context);
        if (member?.Status == SandboxMembershipStatus.Pending)
        {
            return RefusePendingAsync(context);
        }

        if (member?.Status == SandboxMembershipStatus.Inactive)
        {
            _directory.Add(member with { Status = SandboxMembershipStatus.Active, MembershipUpdated = Now });
        }

        return AnswerAsync(context, Find(context));
    }

    private static IReadOnlyList<string>? Roles(RequestBody body) =>
        body.Texts("role_slugs") is { Count: > 0 } roles ? roles : body.Text("role_slug") is { } role ? [role] : null;

    private static Task RefusePendingAsync(HttpContext context) => context.WriteRefusalAsync(
        "cannot_reactivate_pending_organization_membership", "The membership is pending: the user must accept the invitation.");

    private WorkOsSandboxPerson? Find(HttpContext context)
    {
        var id = context.RouteId();
        return Members.FirstOrDefault(person => AuthKitUser.MembershipId(person) == id);
    }

    private Task AnswerAsync(HttpContext context, WorkOsSandboxPerson? member) =>
        context.WriteFoundAsync(Kind, member is null ? null : authKit.MembershipJson(member));
}
