using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary>
/// Evaluates the connection selector <c>connection_id</c>, <c>organization_id</c> or <c>provider</c>: one of them, or <c>provider=authkit</c> with an
/// organization.
/// </summary>
internal sealed class AuthKitSelector(SandboxDirectory directory, AuthKitInvitations invitations)
{
    private const string AuthKit = "authkit";

    private readonly ConnectionSelector _connections = new(directory);

    public AuthKitSelection Select(IQueryCollection query)
    {
        string? connection = query["connection_id"], organization = query["organization_id"], provider = query["provider"];
        if (provider == AuthKit && invitations.FindPending(query["invitation_token"]) is { } invitation)
        {
            return Hosted([UserOf(invitation)], organization ?? invitation.OrganizationId, "sign-up") with { Invitation = invitation };
        }

        return (connection, organization, provider) switch
        {
            ({ Length: > 0 }, null, null) => new(
                _connections.ByConnection(connection), directory.Connection(connection)?.AuthenticationMethod ?? "", directory.Connection(connection)?.OrganizationId),
            (null, { Length: > 0 }, null) => new(_connections.ByOrganization(organization), "SSO", organization),
            (null, null, AuthKit) => Hosted([.. directory.People, .. Invited()], null, query["screen_hint"]),
            (null, { Length: > 0 }, AuthKit) => directory.Organization(organization) is null
                ? Refused("organization_invalid", "No organization has this id.")
                : Hosted(directory.People.Where(person => person.OrganizationId == organization), organization, query["screen_hint"]),
            (null, null, { Length: > 0 }) => new(_connections.ByProvider(provider), provider),
            _ => Refused(
                "invalid_connection_selector",
                "A valid connection selector is required: exactly one of connection_id, organization_id and provider."),
        };
    }

    /// <summary>The invited people who are not users yet. They sign up with this sign-in.</summary>
    private IEnumerable<WorkOsSandboxPerson> Invited() =>
        invitations.Pending.DistinctBy(invitation => invitation.Email, StringComparer.OrdinalIgnoreCase)
            .Where(invitation => directory.UserByEmail(invitation.Email) is null)
            .Select(UserOf);

    private WorkOsSandboxPerson UserOf(AuthKitInvitation invitation) =>
        directory.UserByEmail(invitation.Email) ?? invitations.NewUser(invitation.Email);

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
