namespace WorkOs.AspNetCore;

/// <summary>What the marks of a session are called in the shared cache.</summary>
/// <param name="Session">Of the session itself; <see langword="null"/> for one without an id.</param>
/// <param name="User">Of its user; <see langword="null"/> where the session does not say who it is.</param>
/// <param name="Member">Of its user in its organization; <see langword="null"/> where there is none.</param>
internal sealed record MarkNames(string? Session, string? User, string? Member)
{
    /// <summary>What each name begins with. The number belongs to how they are made.</summary>
    public const string Prefix = "workos:ended:2:";

    private const string SessionKind = "sid";
    private const string UserKind = "user";
    private const string MemberKind = "member";

    /// <summary>Those that there are, in a fixed order.</summary>
    public IReadOnlyList<string> All { get; } = Session is not null && User is not null && Member is not null
        ? [Session, User, Member]
        : [.. new[] { Session, User, Member }.OfType<string>()];

    public static MarkNames Of(string environment, ClaimsPrincipal principal)
    {
        var session = principal.FindFirstValue(WorkOsClaimTypes.SessionId);
        var user = principal.FindFirstValue(ClaimTypes.NameIdentifier);
        var organization = principal.FindFirstValue(WorkOsClaimTypes.OrganizationId);
        return new(
            session is null ? null : OfSession(environment, session),
            user is null ? null : OfUser(environment, user),
            user is null || organization is null ? null : OfMember(environment, user, organization));
    }

    public static string OfSession(string environment, string session) => CacheName.Of(Prefix, SessionKind, environment, session);

    public static string OfUser(string environment, string user) => CacheName.Of(Prefix, UserKind, environment, user);

    public static string OfMember(string environment, string user, string organization) =>
        CacheName.Of(Prefix, MemberKind, environment, user, organization);
}
