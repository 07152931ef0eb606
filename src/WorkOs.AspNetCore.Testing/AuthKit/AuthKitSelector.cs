using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary>
/// Follows <c>connection_id</c>, <c>organization_id</c> or <c>provider</c>: one of them, or <c>provider=authkit</c> with an organization.
/// </summary>
internal sealed class AuthKitSelector(SandboxDirectory directory)
{
    private const string AuthKit = "authkit";

    private readonly ConnectionSelector _connections = new(directory);

    public AuthKitSelection Select(IQueryCollection query)
    {
        string? connection = query["connection_id"], organization = query["organization_id"], provider = query["provider"];
        return (connection, organization, provider) switch
        {
            ({ Length: > 0 }, null, null) => new(
                _connections.ByConnection(connection), directory.Connection(connection)?.AuthenticationMethod ?? "", directory.Connection(connection)?.OrganizationId),
            (null, { Length: > 0 }, null) => new(_connections.ByOrganization(organization), "SSO", organization),
            (null, null, AuthKit) => Hosted(directory.People, null, query["screen_hint"]),
            (null, { Length: > 0 }, AuthKit) => directory.Organization(organization) is null
                ? Refused("organization_invalid", "No organization has this id.")
                : Hosted(directory.People.Where(person => person.OrganizationId == organization), organization, query["screen_hint"]),
            (null, null, { Length: > 0 }) => new(_connections.ByProvider(provider), provider),
            _ => Refused(
                "invalid_connection_selector",
                "A valid connection selector is required: exactly one of connection_id, organization_id and provider."),
        };
    }

    private static AuthKitSelection Refused(string error, string description) => new(SignInSelection.Refused(error, description), "");

    private static AuthKitSelection Hosted(IEnumerable<WorkOsSandboxPerson> people, string? organizationId, string? screenHint) => new(
        new(
            screenHint == "sign-up" ? "Sign up" : "Sign in",
            "AuthKit in the WorkOS sandbox. No password is needed.",
            [.. people.DistinctBy(person => person.UserId)]),
        "Password",
        organizationId,
        IsHosted: true);
}
