using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>/user_management/organization_memberships</c>.</summary>
internal sealed class MembershipsEndpoint(AuthKitEnvironment authKit)
{
    private const string Kind = "Organization Membership";

    private readonly SandboxDirectory _directory = authKit.Environment.Directory;

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
            var members = statuses.Contains("active", StringComparer.Ordinal) ? _directory.People : [];
            var inactive = statuses.Contains("inactive", StringComparer.Ordinal) ? _directory.InactiveMembers : [];
            var found = members.Concat(inactive)
                .Where(person => person.OrganizationId is not null)
                .Where(person => user.Length == 0 || person.UserId == user)
                .Where(person => organization.Length == 0 || person.OrganizationId == organization)
                .DistinctBy(AuthKitUser.MembershipId);
            await context.WriteJsonAsync(StatusCodes.Status200OK, page.Of(found, AuthKitUser.MembershipId, Json));
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
        else
        {
            var member = _directory.AsMember(user, organizationId, roles ?? [], authKit.Environment.Clock.GetUtcNow());
            _directory.Add(member);
            await context.WriteJsonAsync(StatusCodes.Status201Created, Json(member));
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
            Change(member, person => person with { Roles = roles ?? person.Roles });
            await AnswerAsync(context, Find(context));
        }
    }

    public async Task DeleteAsync(HttpContext context)
    {
        if (Find(context) is not { } member)
        {
            await AnswerAsync(context, null);
            return;
        }

        var removed = Json(member);
        authKit.RemoveMember(member.UserId, member.OrganizationId!);
        await authKit.NotifyAsync(WorkOsSandboxWebhookEvents.OrganizationMembershipDeleted, removed, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>An inactive member can't sign in to the organization, nor refresh a session of it.</summary>
    public Task DeactivateAsync(HttpContext context)
    {
        if (Find(context) is { } member && IsActive(member))
        {
            Change(member, person => person);
            _directory.Leave(member.UserId, member.OrganizationId!, staysInactive: true);
        }

        return AnswerAsync(context, Find(context));
    }

    public Task ReactivateAsync(HttpContext context)
    {
        if (Find(context) is { } member && !IsActive(member))
        {
            Change(member, person => person);
            _directory.Add(Find(context)!);
        }

        return AnswerAsync(context, Find(context));
    }

    private static IReadOnlyList<string>? Roles(RequestBody body) =>
        body.Texts("role_slugs") is { Count: > 0 } roles ? roles : body.Text("role_slug") is { } role ? [role] : null;

    private void Change(WorkOsSandboxPerson member, Func<WorkOsSandboxPerson, WorkOsSandboxPerson> change) => _directory.Change(
        person => person.UserId == member.UserId && person.OrganizationId == member.OrganizationId,
        person => change(person) with { MembershipUpdated = authKit.Environment.Clock.GetUtcNow() });

    private WorkOsSandboxPerson? Find(HttpContext context)
    {
        var id = (string?)context.GetRouteValue("id");
        return _directory.People.Concat(_directory.InactiveMembers)
            .FirstOrDefault(person => person.OrganizationId is not null && AuthKitUser.MembershipId(person) == id);
    }

    private bool IsActive(WorkOsSandboxPerson member) => _directory.IsMember(member.UserId, member.OrganizationId!);

    private System.Text.Json.Nodes.JsonObject Json(WorkOsSandboxPerson member) => AuthKitUser.Membership(
        member, _directory.Organization(member.OrganizationId)!, authKit.Created, IsActive(member));

    private Task AnswerAsync(HttpContext context, WorkOsSandboxPerson? member) => member is not null
        ? context.WriteJsonAsync(StatusCodes.Status200OK, Json(member))
        : context.WriteNotFoundAsync(Kind, (string?)context.GetRouteValue("id"));
}
