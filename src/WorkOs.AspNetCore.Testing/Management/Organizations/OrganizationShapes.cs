using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The organization, organization domain and connection objects.</summary>
internal sealed class OrganizationShapes(SandboxEnvironment environment)
{
    public JsonObject Of(SandboxOrganization organization)
    {
        var json = new JsonObject
        {
            ["object"] = "organization",
            ["id"] = organization.Id,
            ["name"] = organization.Name,
            ["allow_profiles_outside_organization"] = organization.AllowsProfilesOutside,
            ["domains"] = new JsonArray([.. organization.Domains.Select(domain => Of(organization, domain))]),
            ["external_id"] = organization.ExternalId,
            ["metadata"] = organization.Metadata.DeepClone(),
            ["created_at"] = Time(organization.Created),
            ["updated_at"] = Time(organization.Updated),
        };
        if (organization.StripeCustomerId is { } customer)
        {
            json["stripe_customer_id"] = customer;
        }

        return json;
    }

    public JsonObject Of(SandboxOrganization organization, SandboxDomain domain)
    {
        var id = domain.IdIn(organization.Id);
        return new()
        {
            ["object"] = "organization_domain",
            ["id"] = id,
            ["organization_id"] = organization.Id,
            ["domain"] = domain.Name,
            ["state"] = domain.State,
            ["verification_strategy"] = "dns",
            ["verification_token"] = SandboxIds.Derive("", id),
            ["verification_prefix"] = "workos-verify",
            ["created_at"] = Time(domain.Created),
            ["updated_at"] = Time(domain.Updated),
        };
    }

    public JsonObject Of(SandboxConnection connection)
    {
        var organization = environment.Directory.Organization(connection.OrganizationId);
        return new()
        {
            ["object"] = "connection",
            ["id"] = connection.Id,
            ["organization_id"] = connection.OrganizationId,
            ["connection_type"] = connection.Type,
            ["name"] = organization?.Name ?? connection.Type,
            ["state"] = connection.State,
            ["status"] = connection.IsActive ? "linked" : "unlinked",
            ["domains"] = new JsonArray([.. (organization?.Domains ?? []).Select(domain => new JsonObject
            {
                ["object"] = "connection_domain",
                ["id"] = SandboxIds.Derive("conn_domain_", connection.Id, domain.Name),
                ["domain"] = domain.Name,
            })]),
            ["created_at"] = Time(connection.Created),
            ["updated_at"] = Time(connection.Updated),
        };
    }

    private string Time(DateTimeOffset? time) => (time ?? environment.Started).ToWorkOsTime();
}
