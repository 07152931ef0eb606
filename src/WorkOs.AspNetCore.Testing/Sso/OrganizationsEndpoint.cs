using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>GET /organizations</c>.</summary>
internal sealed class OrganizationsEndpoint(SandboxEnvironment environment)
{
    private readonly DateTimeOffset _created = environment.Clock.GetUtcNow();

    public async Task HandleAsync(HttpContext context)
    {
        if (!await context.RequireApiKeyAsync(environment))
        {
            return;
        }

        if (await ListPage.ReadAsync(context) is not { } page)
        {
            return;
        }

        var domains = context.Request.Query["domains"].ToString()
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = environment.Directory.Organizations
            .Where(organization => domains.Count == 0 || organization.Domains.Any(domain => domains.Contains(domain.Name)))
            .ToList();
        await context.WriteJsonAsync(StatusCodes.Status200OK, page.Of(found, organization => organization.Id, Organization));
    }

    private JsonObject Organization(SandboxOrganization organization) => new()
    {
        ["object"] = "organization",
        ["id"] = organization.Id,
        ["name"] = organization.Name,
        ["allow_profiles_outside_organization"] = organization.AllowsProfilesOutside,
        ["domains"] = new JsonArray([.. organization.Domains.Select(domain => new JsonObject
        {
            ["object"] = "organization_domain",
            ["id"] = SandboxIds.Derive("org_domain_", organization.Id, domain.Name),
            ["organization_id"] = organization.Id,
            ["domain"] = domain.Name,
            ["state"] = domain.State,
            ["verification_strategy"] = "dns",
        })]),
        ["external_id"] = null,
        ["metadata"] = new JsonObject(),
        ["created_at"] = _created.ToWorkOsTime(),
        ["updated_at"] = _created.ToWorkOsTime(),
    };
}
