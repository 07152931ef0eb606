using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using WorkOs.AspNetCore;

namespace SampleSite.Customers;

/// <summary>
/// Gets the names for the ids in a session from WorkOS's management API. If the call is not possible, the pages show the ids. Most sites have their
/// customers in a database, or call this API with WorkOS's SDK.
/// </summary>
public sealed class CustomerDirectory(HttpClient http, IOptionsMonitor<WorkOsOptions> sso, IOptionsMonitor<WorkOsAuthKitOptions> authKit)
{
    public async Task<Customer?> FindAsync(string? organizationId, CancellationToken cancellationToken)
    {
        if (organizationId is null || await GetAsync("/organizations/" + Uri.EscapeDataString(organizationId), cancellationToken) is not { } organization)
        {
            return null;
        }

        var connections = await GetAsync("/connections?organization_id=" + Uri.EscapeDataString(organizationId), cancellationToken);
        return new(
            organizationId,
            Text(organization, "name") ?? organizationId,
            [.. Items(organization["domains"]).Select(domain => new CustomerDomain(Text(domain, "domain") ?? "", Text(domain, "state") is "verified" or "legacy_verified"))],
            [.. Items(connections?["data"]).Where(connection => Text(connection, "state") == "active").Select(connection => Text(connection, "connection_type")).OfType<string>()]);
    }

    /// <summary>The organizations of an AuthKit user.</summary>
    public async Task<IReadOnlyList<Membership>> MembershipsAsync(string userId, CancellationToken cancellationToken)
    {
        var memberships = await GetAsync("/user_management/organization_memberships?user_id=" + Uri.EscapeDataString(userId), cancellationToken);
        return [.. Items(memberships?["data"])
            .Where(membership => Text(membership, "organization_id") is not null)
            .Select(membership => new Membership(Text(membership, "organization_id")!, Text(membership, "organization_name") ?? Text(membership, "organization_id")!))];
    }

    private static IEnumerable<JsonNode> Items(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonNode>();

    private static string? Text(JsonNode node, string name) => node[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private async Task<JsonNode?> GetAsync(string path, CancellationToken cancellationToken)
    {
        WorkOsRemoteOptions options = authKit.Get(WorkOsAuthKitDefaults.AuthenticationScheme) is { Enabled: true } session
            ? session
            : sso.Get(WorkOsDefaults.AuthenticationScheme);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.BaseAddress, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode ? JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken)) : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            return null;
        }
    }
}
