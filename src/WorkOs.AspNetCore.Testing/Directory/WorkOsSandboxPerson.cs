using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>
/// A person in an organization: a profile of its connection for single sign-on, and a member of it for AuthKit.
/// The same e-mail in several organizations is one user with several memberships.
/// </summary>
public sealed record WorkOsSandboxPerson
{
    private const string DefaultRole = "member";

    internal WorkOsSandboxPerson()
    {
    }

    /// <summary>The single sign-on profile's id, <c>prof_…</c>: one per connection and e-mail, the same in every run.</summary>
    public string ProfileId => SandboxIds.Derive("prof_", ConnectionId, Email.ToLowerInvariant());

    /// <summary>
    /// The AuthKit user's id, <c>user_…</c>: one per e-mail, the same in every run, for a user who existed when the sandbox started; a new one for a
    /// user whom the API created.
    /// </summary>
    public string UserId => Account.UserId ?? SandboxIds.Derive("user_", Email.ToLowerInvariant());

    /// <summary>The id at the identity provider.</summary>
    public required string IdpId { get; init; }

    /// <summary>The organization's id, or null for a person outside of all organizations.</summary>
    public string? OrganizationId { get; internal init; }

    /// <summary>The connection's id, or null for a person who can sign in through AuthKit only.</summary>
    public string? ConnectionId { get; internal init; }

    /// <summary>The e-mail address.</summary>
    public required string Email { get; init; }

    /// <summary>The given name, or null.</summary>
    public string? FirstName { get; internal init; }

    /// <summary>The family name, or null.</summary>
    public string? LastName { get; internal init; }

    /// <summary>The given name and the family name, or the one of them that is set, or null.</summary>
    public string? Name => (FirstName, LastName) switch
    {
        (null, null) => null,
        (null, var last) => last,
        (var first, null) => first,
        var (first, last) => $"{first} {last}",
    };

    /// <summary>The name to show: <see cref="Name"/>, or the e-mail address if there is no name.</summary>
    public string DisplayName => Name ?? Email;

    /// <summary>The role slugs in this organization, the first one is WorkOS's single <c>role</c>.</summary>
    public IReadOnlyList<string> Roles { get; internal init; } = [];

    /// <summary>The permission slugs in this organization: the permissions of the person, and those of the roles.</summary>
    public IReadOnlyList<string> Permissions { get; internal init; } = [];

    /// <summary>The groups that the identity provider reports.</summary>
    public IReadOnlyList<string> Groups { get; internal init; } = [];

    internal SandboxAccount Account { get; init; } = new();

    /// <summary>When the person joined the organization; null for a member who existed when the sandbox started.</summary>
    internal DateTimeOffset? Joined { get; init; }

    internal DateTimeOffset? MembershipUpdated { get; init; }

    internal SandboxMembershipStatus Status { get; init; }

    /// <summary>The permissions that were given to the person, without those of the roles.</summary>
    internal IReadOnlyList<string> OwnPermissions { get; init; } = [];

    internal JsonObject CustomAttributes { get; init; } = [];

    /// <summary>The roles of the AuthKit membership. A membership without assigned roles has WorkOS's default role.</summary>
    internal IReadOnlyList<string> MembershipRoles => Roles.Count > 0 ? Roles : [DefaultRole];

    /// <summary>The user without the properties of a membership.</summary>
    internal WorkOsSandboxPerson OutsideOrganizations() => this with
    {
        OrganizationId = null,
        ConnectionId = null,
        Roles = [],
        OwnPermissions = [],
        Permissions = [],
        Groups = [],
        Joined = null,
        MembershipUpdated = null,
        Status = SandboxMembershipStatus.Active,
    };

    /// <summary>A user whom the API or an invitation creates, without an organization.</summary>
    internal static WorkOsSandboxPerson NewUser(string email, DateTimeOffset now) => new()
    {
        Email = email,
        IdpId = SandboxIds.Derive("idp_", email.ToLowerInvariant()),
        Account = new() { UserId = SandboxIds.New("user_"), Created = now, Updated = now },
    };
}
