namespace WorkOs.AspNetCore;

/// <summary>
/// A session that has been refreshed, before it is kept: what the app adds to or takes from <see cref="Identity"/> is
/// what the session has from now on.
/// </summary>
public sealed class WorkOsRefreshingSessionContext
{
    internal WorkOsRefreshingSessionContext(
        AuthenticationScheme scheme, WorkOsAuthKitOptions options, IServiceProvider services, ClaimsIdentity identity, AuthenticationProperties properties, JsonElement user)
    {
        Scheme = scheme;
        Options = options;
        Services = services;
        Identity = identity;
        Properties = properties;
        User = user;
    }

    /// <summary>The AuthKit scheme.</summary>
    public AuthenticationScheme Scheme { get; }

    /// <summary>The options of the scheme.</summary>
    public WorkOsAuthKitOptions Options { get; }

    /// <summary>
    /// Services of a scope of its own: several requests may wait for one refresh, and none of them may be there any more
    /// when it ends.
    /// </summary>
    public IServiceProvider Services { get; }

    /// <summary>
    /// The person: the claims that WorkOS sent with this refresh, and those that the app added before, unless
    /// <see cref="OrganizationChanged"/>.
    /// </summary>
    public ClaimsIdentity Identity { get; }

    /// <summary>The properties of the session.</summary>
    public AuthenticationProperties Properties { get; }

    /// <summary>WorkOS's user, as <c>OnCreatingTicket</c> sees it.</summary>
    public JsonElement User { get; }

    /// <summary>The organization that the session is in now; <see langword="null"/> when in none.</summary>
    public string? Organization => Identity.FindFirst(WorkOsClaimTypes.OrganizationId)?.Value;

    /// <summary>The organization that the session was in before.</summary>
    public string? PreviousOrganization { get; internal init; }

    /// <summary>
    /// Whether the session has moved to another organization. The claims that the app added spoke of the previous one,
    /// and are gone: add those of the new one.
    /// </summary>
    public bool OrganizationChanged => Organization != PreviousOrganization;

    internal bool HasFailed { get; private set; }

    /// <summary>Ends the session: the person has to sign in again.</summary>
    public void Fail() => HasFailed = true;
}
