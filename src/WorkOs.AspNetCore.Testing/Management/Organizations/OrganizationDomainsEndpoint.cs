using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary><c>/organization_domains</c>. A request to verify a domain verifies it at once: the sandbox does not query DNS.</summary>
internal sealed class OrganizationDomainsEndpoint(SandboxEnvironment environment, OrganizationShapes shapes)
{
    private const string Kind = "Organization Domain";

    public async Task CreateAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context) is not { } body)
        {
            return;
        }

        var (name, organizationId) = (body.RequiredText("domain").ToLowerInvariant(), body.RequiredText("organization_id"));
        if (await body.IsRefusedAsync(context))
        {
            return;
        }

        if (environment.Directory.Organization(organizationId) is not { } organization)
        {
            await context.WriteNotFoundAsync("Organization", organizationId);
        }
        else if (organization.Domains.Exists(domain => domain.Name == name))
        {
            await context.WriteMessageAsync(StatusCodes.Status409Conflict, "The organization has this domain.", "organization_domain_already_exists");
        }
        else
        {
            var now = environment.Clock.GetUtcNow();
            var domain = new SandboxDomain(name, "pending") { Created = now, Updated = now };
            environment.Directory.Save(organization with { Domains = [.. organization.Domains, domain] });
            await context.WriteJsonAsync(StatusCodes.Status201Created, shapes.Of(organization, domain));
        }
    }

    public Task GetAsync(HttpContext context) =>
        context.WriteFoundAsync(Kind, Find(context) is var (organization, domain) ? shapes.Of(organization, domain) : null);

    public Task VerifyAsync(HttpContext context)
    {
        if (Find(context) is not var (organization, domain))
        {
            return context.WriteFoundAsync(Kind, null);
        }

        var verified = domain with { State = "verified", Updated = environment.Clock.GetUtcNow() };
        environment.Directory.Save(organization with { Domains = [.. organization.Domains.Select(other => other == domain ? verified : other)] });
        return context.WriteJsonAsync(StatusCodes.Status200OK, shapes.Of(organization, verified));
    }

    public Task DeleteAsync(HttpContext context)
    {
        if (Find(context) is not var (organization, domain))
        {
            return context.WriteFoundAsync(Kind, null);
        }

        environment.Directory.Save(organization with { Domains = [.. organization.Domains.Where(other => other != domain)] });
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private (SandboxOrganization Organization, SandboxDomain Domain)? Find(HttpContext context)
    {
        var id = context.RouteId();
        foreach (var organization in environment.Directory.Organizations)
        {
            if (organization.Domains.Find(domain => domain.IdIn(organization.Id) == id) is { } found)
            {
                return (organization, found);
            }
        }

        return null;
    }
}
