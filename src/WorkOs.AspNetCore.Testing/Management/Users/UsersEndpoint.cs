using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>/user_management/users</c>.</summary>
internal sealed class UsersEndpoint(AuthKitEnvironment authKit)
{
    private const string Kind = "User";

    private readonly SandboxDirectory _directory = authKit.Environment.Directory;

    public async Task ListAsync(HttpContext context)
    {
        if (await ListPage.ReadAsync(context) is not { } page)
        {
            return;
        }

        var (email, organization) = (context.Request.Query["email"].ToString(), context.Request.Query["organization_id"].ToString());
        var found = _directory.Users
            .Where(user => email.Length == 0 || string.Equals(user.Email, email, StringComparison.OrdinalIgnoreCase))
            .Where(user => organization.Length == 0 || _directory.IsMember(user.UserId, organization));
        await context.WriteJsonAsync(StatusCodes.Status200OK, page.Of(found, user => user.UserId, authKit.UserJson));
    }

    public Task GetAsync(HttpContext context) => AnswerAsync(context, _directory.Member(context.RouteId(), null));

    public Task GetByExternalIdAsync(HttpContext context) => AnswerAsync(context, ByExternalId(context.RouteId()));

    public async Task CreateAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context) is not { } body)
        {
            return;
        }

        var now = authKit.Environment.Clock.GetUtcNow();
        var user = WorkOsSandboxPerson.NewUser(body.RequiredEmail("email"), now);
        user = Apply(body, user with { Account = user.Account with { IsEmailVerified = false } }, now);
        if (await IsRefusedAsync(context, body, user))
        {
            return;
        }

        _directory.Add(user);
        await context.WriteJsonAsync(StatusCodes.Status201Created, authKit.UserJson(user));
    }

    public async Task UpdateAsync(HttpContext context)
    {
        if (_directory.Member(context.RouteId(), null) is not { } user)
        {
            await AnswerAsync(context, null);
            return;
        }

        if (await RequestBody.ReadAsync(context) is not { } body)
        {
            return;
        }

        var kept = user with { Account = user.Account with { UserId = user.UserId } };
        var email = body.Has("email") ? kept with { Email = body.RequiredEmail("email") } : kept;
        var changed = Apply(body, email, authKit.Environment.Clock.GetUtcNow());
        if (await IsRefusedAsync(context, body, changed))
        {
            return;
        }

        _directory.Change(
            person => person.UserId == user.UserId,
            person => person with { Email = changed.Email, FirstName = changed.FirstName, LastName = changed.LastName, Account = changed.Account });
        await context.WriteJsonAsync(StatusCodes.Status200OK, authKit.UserJson(changed));
    }

    public Task DeleteAsync(HttpContext context) => authKit.DeleteUser(context.RouteId()) is { } deleted
        ? authKit.AnswerDeletedAsync(context, WorkOsSandboxWebhookEvents.UserDeleted, deleted)
        : AnswerAsync(context, null);

    private Task AnswerAsync(HttpContext context, WorkOsSandboxPerson? user) =>
        context.WriteFoundAsync(Kind, user is null ? null : authKit.UserJson(user));

    private WorkOsSandboxPerson? ByExternalId(string? id) =>
        _directory.People.FirstOrDefault(user => user.Account.ExternalId is not null && user.Account.ExternalId == id);

    private async Task<bool> IsRefusedAsync(HttpContext context, RequestBody body, WorkOsSandboxPerson user)
    {
        if (user.Account.ExternalId is { } externalId && ByExternalId(externalId) is { } other && other.UserId != user.UserId)
        {
            body.Refuse("external_id", "external_id_already_used", "is taken by another user");
        }

        if (await body.IsRefusedAsync(context))
        {
            return true;
        }

        if (_directory.UserByEmail(user.Email) is { } owner && owner.UserId != user.UserId)
        {
            await context.WriteRefusalAsync("user_creation_error", "This email is not available.", "email_not_available");
            return true;
        }

        return false;
    }

    /// <summary>The fields of the body replace those of the user. Other fields are not changed. A password is accepted and ignored.</summary>
    private static WorkOsSandboxPerson Apply(RequestBody body, WorkOsSandboxPerson user, DateTimeOffset now) => user with
    {
        FirstName = body.Has("first_name") ? body.Text("first_name") : user.FirstName,
        LastName = body.Has("last_name") ? body.Text("last_name") : user.LastName,
        Account = user.Account with
        {
            Name = body.Has("name") ? body.Text("name") : user.Account.Name,
            ExternalId = body.Has("external_id") ? body.Text("external_id") : user.Account.ExternalId,
            Locale = body.Has("locale") ? body.Text("locale") : user.Account.Locale,
            IsEmailVerified = body.Flag("email_verified") ?? user.Account.IsEmailVerified,
            Metadata = body.Metadata("metadata") ?? user.Account.Metadata,
            Updated = now,
        },
    };
}
