namespace WorkOs.AspNetCore;

/// <summary>The names of a session's marks in the shared cache.</summary>
/// <param name="Session">Of the session itself; <see langword="null"/> for one without an id.</param>
/// <param name="User">Of its user; <see langword="null"/> where the session does not say who it is.</param>
/// <param name="Member">Of its user in its organization; <see langword="null"/> where there is none.</param>
/// <param name="Organization">
/// Of its organization; <see langword="null"/> where there is none, or where WorkOS does not notify the app of its end.
/// </param>
internal sealed record MarkNames(string? Session, string? User, string? Member, string? Organization)
{
    /// <summary>The prefix of each name. The number is the version of the names.</summary>
    public const string Prefix = "workos:ended:2:";

    private const string SessionKind = "sid";
    private const string UserKind = "user";
    private const string MemberKind = "member";
    private const string OrganizationKind = "organization";

    /// <summary>All names that are present, in a fixed order.</summary>
    public IReadOnlyList<string> All { get; } = (Session, User, Member, Organization) switch
    {
        ({ } session, { } user, { } member, { } organization) => [session, user, member, organization],
        ({ } session, { } user, { } member, null) => [session, user, member],
        _ => [.. new[] { Session, User, Member, Organization }.OfType<string>()],
    };

    /// <param name="environment">The WorkOS environment.</param>
    /// <param name="principal">The user.</param>
    /// <param name="receivesOrganizationEvents">Whether WorkOS notifies the app of the end of an organization.</param>
    public static MarkNames Of(string environment, ClaimsPrincipal principal, bool receivesOrganizationEvents)
    {
        var session = principal.FindFirstValue(WorkOsClaimTypes.SessionId);
        var user = principal.FindFirstValue(ClaimTypes.NameIdentifier);
        var organization = principal.FindFirstValue(WorkOsClaimTypes.OrganizationId);
        return new(
            session is null ? null : OfSession(environment, session),
            user is null ? null : OfUser(environment, user),
            user is null || organization is null ? null : OfMember(environment, user, organization),
            organization is null || !receivesOrganizationEvents ? null : OfOrganization(environment, organization));
    }

    public static string OfSession(string environment, string session) => CacheName.Of(Prefix, SessionKind, environment, session);

    public static string OfUser(string environment, string user) => CacheName.Of(Prefix, UserKind, environment, user);

    public static string OfOrganization(string environment, string organization) =>
        CacheName.Of(Prefix, OrganizationKind, environment, organization);

    public static string OfMember(string environment, string user, string organization) =>
        CacheName.Of(Prefix, MemberKind, environment, user, organization);
}
