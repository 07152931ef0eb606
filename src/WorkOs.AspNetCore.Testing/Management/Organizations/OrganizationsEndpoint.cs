using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>/organizations</c>.</summary>
internal sealed class OrganizationsEndpoint(AuthKitEnvironment authKit, OrganizationShapes shapes)
{
    private const string Kind = "Organization";

    private readonly SandboxDirectory _directory = authKit.Environment.Directory;

    public async Task ListAsync(HttpContext context)
    {
        if (await ListPage.ReadAsync(context) is not { } page)
        {
            return;
        }

        var domains = context.Request.Query["domains"].ToString()
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var search = context.Request.Query["search"].ToString();
        var found = _directory.Organizations
            .Where(organization => domains.Count == 0 || organization.Domains.Any(domain => domains.Contains(domain.Name)))
            .Where(organization => organization.Name.Contains(search, StringComparison.OrdinalIgnoreCase));
        await context.WriteJsonAsync(StatusCodes.Status200OK, page.Of(found, organization => organization.Id, shapes.Of));
    }

    public Task GetAsync(HttpContext context) => AnswerAsync(context, _directory.Organization(context.RouteId()));

    public Task GetByExternalIdAsync(HttpContext context) => AnswerAsync(context, ByExternalId(context.RouteId()));

    public async Task CreateAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context) is not { } body)
        {
            return;
        }

        var now = authKit.Environment.Clock.GetUtcNow();
        var created = Apply(body, new(SandboxIds.New("org_"), body.RequiredText("name")) { Created = now }, now);
        await SaveAsync(context, body, created, StatusCodes.Status201Created);
    }

    public async Task UpdateAsync(HttpContext context)
    {
        if (_directory.Organization(context.RouteId()) is not { } organization)
        {
            await AnswerAsync(context, null);
        }
        else if (await RequestBody.ReadAsync(context) is { } body)
        {
            var renamed = body.Has("name") ? organization with { Name = body.RequiredText("name") } : organization;
            await SaveAsync(context, body, Apply(body, renamed, authKit.Environment.Clock.GetUtcNow()), StatusCodes.Status200OK);
        }
    }

    public Task DeleteAsync(HttpContext context)
    {
        if (_directory.Organization(context.RouteId()) is not { } organization)
        {
            return AnswerAsync(context, null);
        }

        var deleted = shapes.Of(organization);
        _directory.RemoveOrganization(organization.Id);
        return authKit.AnswerDeletedAsync(context, WorkOsSandboxWebhookEvents.OrganizationDeleted, deleted);
    }

    private SandboxOrganization? ByExternalId(string? id) =>
        _directory.Organizations.FirstOrDefault(organization => organization.ExternalId is not null && organization.ExternalId == id);

    private Task AnswerAsync(HttpContext context, SandboxOrganization? organization) =>
        context.WriteFoundAsync(Kind, organization is null ? null : shapes.Of(organization));

    private async Task SaveAsync(HttpContext context, RequestBody body, SandboxOrganization organization, int status)
    {
        if (organization.ExternalId is { } externalId && ByExternalId(externalId) is { } other && other.Id != organization.Id)
        {
            body.Refuse("external_id", "external_id_already_used", "is taken by another organization");
        }

        if (!await body.IsRefusedAsync(context))
        {
            _directory.Save(organization);
            await context.WriteJsonAsync(status, shapes.Of(organization));
        }
    }

    /// <summary>The fields of the body replace those of the organization. Other fields are not changed.</summary>
    private static SandboxOrganization Apply(RequestBody body, SandboxOrganization organization, DateTimeOffset now) => organization with
    {
        ExternalId = body.Has("external_id") ? body.Text("external_id") : organization.ExternalId,
        StripeCustomerId = body.Has("stripe_customer_id") ? body.Text("stripe_customer_id") : organization.StripeCustomerId,
        Metadata = body.Metadata("metadata") ?? organization.Metadata,
        AllowsProfilesOutside = body.Flag("allow_profiles_outside_organization") ?? organization.AllowsProfilesOutside,
        Domains = Domains(body, organization, now),
        Updated = now,
    };

    private static List<SandboxDomain> Domains(RequestBody body, SandboxOrganization organization, DateTimeOffset now)
    {
        if (body.Objects("domain_data") is not { } data)
        {
            return organization.Domains;
        }

        var domains = new List<SandboxDomain>();
        foreach (var part in data)
        {
            var (name, state) = (part.RequiredText("domain").ToLowerInvariant(), part.Text("state") ?? "pending");
            if (state is not ("verified" or "pending"))
            {
                part.Refuse("state", "invalid_state", "must be verified or pending");
            }

            body.Include(part);
            var before = organization.Domains.Find(domain => domain.Name == name);
            domains.Add(new(name, state) { Created = before is null ? now : before.Created, Updated = now });
        }

        return domains;
    }
}
