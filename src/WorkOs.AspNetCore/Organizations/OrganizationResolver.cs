using System.Text.Json;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore;

/// <summary>Answers from the options, then from WorkOS; what WorkOS says is kept for a while.</summary>
internal sealed class OrganizationResolver(IOptionsMonitor<WorkOsOptions> options, OrganizationCache cache) : IWorkOsOrganizationResolver
{
    public async ValueTask<string?> FindOrganizationAsync(
        string domain, string authenticationScheme, CancellationToken cancellationToken)
    {
        var scheme = options.Get(authenticationScheme);
        return FindConfigured(scheme, domain)
            ?? await cache.GetAsync((authenticationScheme, domain), () => AskWorkOsAsync(scheme, domain), cancellationToken);
    }

    private static string? FindConfigured(WorkOsOptions scheme, string domain)
    {
        foreach (var (configured, organization) in scheme.Domains)
        {
            if (DomainName.Normalize(configured) == domain)
            {
                return organization;
            }
        }

        return null;
    }

    // Several requests may wait for this one call, so that none of them may cancel it; the client's timeout ends it.
    private static async Task<string?> AskWorkOsAsync(WorkOsOptions scheme, string domain)
    {
        var url = scheme.Endpoint("/organizations?domains=" + Uri.EscapeDataString(domain));
        using var response = await new WorkOsApiClient(scheme.Backchannel).GetAsync(url, scheme.ClientSecret, CancellationToken.None);
        if (!IsOrganizationList(response.RootElement))
        {
            throw new WorkOsApiException(WorkOsApiErrorKind.Invalid);
        }

        var owners = response.RootElement.GetItems("data")
            .Where(organization => HasVerified(organization, domain))
            .Select(organization => organization.GetStringOrNull("id"))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Take(2)
            .ToList();

        return owners switch
        {
            [] => null,
            [var owner] => owner,
            _ => throw new WorkOsAuthenticationException(
                WorkOsFailureCodes.AmbiguousConnectionSelector,
                "Several organizations have verified the domain: map it to one in the Domains option, or register an IWorkOsOrganizationResolver.")
            {
                IsAnybodys = true,
            },
        };
    }

    // "Nobody has this domain" is said by an empty list only: to the person it means something else than "we cannot tell".
    private static bool IsOrganizationList(JsonElement answer) =>
        answer.TryGetProperty("data", out var data)
        && data.ValueKind == JsonValueKind.Array
        && data.EnumerateArray().All(organization => organization.GetStringOrNull("id") is not null);

    private static bool HasVerified(JsonElement organization, string domain) =>
        organization.GetItems("domains").Any(entry =>
            DomainName.Normalize(entry.GetStringOrNull("domain")) == domain
            && entry.GetStringOrNull("state") is "verified" or "legacy_verified");
}
