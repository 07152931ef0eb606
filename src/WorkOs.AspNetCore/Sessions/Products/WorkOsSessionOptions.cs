namespace WorkOs.AspNetCore;

/// <summary>
/// The common options of all products whose sessions follow one at WorkOS: how a session is refreshed, and what happens to it when WorkOS cannot be
/// reached. <see cref="WorkOsRemoteOptions"/> says where options can be set.
/// </summary>
public abstract class WorkOsSessionOptions : WorkOsRemoteOptions
{
    private protected WorkOsSessionOptions()
    {
    }

    /// <summary>
    /// How long before the expiration of its access token a session is refreshed. Default: 60 seconds. If the token lives five minutes or less,
    /// half of this is used. Must be positive.
    /// </summary>
    public TimeSpan RefreshBeforeExpiration { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long after the expiration of its access token a session remains valid while WorkOS cannot be reached. Default: zero. A session that
    /// WorkOS has ended in the meantime remains valid for this time, too. Must not be negative.
    /// </summary>
    public TimeSpan OutageGracePeriod { get; set; }

    /// <summary>
    /// The claim of the access token that holds the WorkOS role. Default: <c>role</c>. Supabase's recipe puts a database
    /// role there and the WorkOS role into <c>user_role</c>.
    /// </summary>
    public string RoleClaim { get; set; } = TokenClaimNames.Role;

    /// <summary>Whether WorkOS notifies the app of the end of an organization, so that sessions in one check for it.</summary>
    internal virtual bool ReceivesOrganizationEvents => false;

    internal WorkOsSessionEvents EventsOf(IServiceProvider services) =>
        (WorkOsSessionEvents)(EventsType is null ? Events : services.GetRequiredService(EventsType));

    internal void ReadSession(SchemeSection section)
    {
        section.Text(nameof(RoleClaim), value => RoleClaim = value);
        section.Duration(nameof(RefreshBeforeExpiration), value => RefreshBeforeExpiration = value);
        section.Duration(nameof(OutageGracePeriod), value => OutageGracePeriod = value);
    }

    internal override IEnumerable<string> FindProductProblems()
    {
        if (RefreshBeforeExpiration <= TimeSpan.Zero)
        {
            yield return "RefreshBeforeExpiration must be positive: a token is refreshed before it expires, not after";
        }

        if (OutageGracePeriod < TimeSpan.Zero)
        {
            yield return "OutageGracePeriod must not be negative: zero means that a session ends with its token while WorkOS is down";
        }
    }
}
