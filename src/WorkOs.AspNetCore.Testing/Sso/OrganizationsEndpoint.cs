using System.Globalization;
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

        var query = context.Request.Query;
        var limit = 10;
        if (query.ContainsKey("limit")
            && (!int.TryParse(query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > 100))
        {
            await context.WriteMessageAsync(
                StatusCodes.Status422UnprocessableEntity, "limit must be from 1 to 100.", "invalid_request_parameters");
            return;
        }

        var domains = query["domains"].ToString()
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = environment.Directory.Organizations
            .Where(organization => domains.Count == 0 || organization.Domains.Any(domain => domains.Contains(domain.Name)))
            .ToList();
        var (start, end) = PageOf(found, query["before"].ToString(), query["after"].ToString(), limit);
        await context.WriteJsonAsync(StatusCodes.Status200OK, new()
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. found[start..end].Select(Organization)]),
            ["list_metadata"] = new JsonObject
            {
                ["before"] = start > 0 && start < end ? found[start].Id : null,
                ["after"] = start < end && end < found.Count ? found[end - 1].Id : null,
            },
        });
    }

    private static (int Start, int End) PageOf(List<SandboxOrganization> found, string before, string after, int limit)
    {
        var end = found.FindIndex(organization => organization.Id == before);
        if (end >= 0)
        {
            return (Math.Max(0, end - limit), end);
        }

        var start = found.FindIndex(organization => organization.Id == after) + 1;
        return (start, Math.Min(found.Count, start + limit));
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
