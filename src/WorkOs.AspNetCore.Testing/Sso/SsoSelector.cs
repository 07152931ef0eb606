using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary>Evaluates the connection selector: exactly one of <c>connection</c>, <c>organization</c> and <c>provider</c>.</summary>
internal sealed class SsoSelector(SandboxDirectory directory)
{
    private readonly ConnectionSelector _connections = new(directory);

    public SignInSelection Select(IQueryCollection query)
    {
        if (query.ContainsKey("domain"))
        {
            return SignInSelection.Refused(
                "domain_connection_selector_not_allowed",
                "The domain connection selector is no longer valid for this endpoint. Use connection, organization or provider.");
        }

        string? connection = query["connection"], organization = query["organization"], provider = query["provider"];
        return (connection, organization, provider) switch
        {
            ({ Length: > 0 }, null, null) => _connections.ByConnection(connection),
            (null, { Length: > 0 }, null) => _connections.ByOrganization(organization),
            (null, null, { Length: > 0 }) => _connections.ByProvider(provider),
            _ => SignInSelection.Refused(
                "invalid_connection_selector",
                "A valid connection selector is required: exactly one of connection, organization and provider."),
        };
    }
}
