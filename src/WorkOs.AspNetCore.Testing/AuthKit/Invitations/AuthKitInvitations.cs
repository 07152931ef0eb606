namespace WorkOs.AspNetCore.Testing;

/// <summary>The invitations of an environment, and what accepting one does.</summary>
internal sealed class AuthKitInvitations(SandboxDirectory directory, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly List<AuthKitInvitation> _invitations = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<AuthKitInvitation> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _invitations];
            }
        }
    }

    public IReadOnlyList<AuthKitInvitation> Pending => [.. All.Where(invitation => invitation.IsPending(clock.GetUtcNow()))];

    public AuthKitInvitation? Find(string? id) => All.FirstOrDefault(invitation => invitation.Id == id);

    public AuthKitInvitation? FindByToken(string? token) =>
        token is null ? null : All.FirstOrDefault(invitation => FixedTime.Equal(invitation.Token, token));

    public AuthKitInvitation? FindPending(string? token) => FindByToken(token) is { } found && found.IsPending(clock.GetUtcNow()) ? found : null;

    public void Add(AuthKitInvitation invitation)
    {
        lock (_lock)
        {
            _invitations.Add(invitation);
        }
    }

    /// <summary>Changes an invitation that still waits for an answer. Null where it does not.</summary>
    public AuthKitInvitation? Change(string id, Func<AuthKitInvitation, DateTimeOffset, AuthKitInvitation> change)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var place = _invitations.FindIndex(invitation => invitation.Id == id && invitation.IsPending(now));
            return place < 0 ? null : _invitations[place] = change(_invitations[place], now) with { Updated = now };
        }
    }

    /// <summary>Makes the invited person a user, if there is none with the e-mail, and a member. Null where the invitation does not wait.</summary>
    public AuthKitInvitation? Accept(AuthKitInvitation invitation)
    {
        var user = directory.UserByEmail(invitation.Email) ?? NewUser(invitation.Email);
        if (Change(invitation.Id, (waiting, now) => waiting with { Accepted = now, AcceptedUserId = user.UserId }) is not { } accepted)
        {
            return null;
        }

        if (directory.Member(user.UserId, null) is null)
        {
            directory.Add(user);
        }

        if (invitation.OrganizationId is { } organization && !directory.IsMember(user.UserId, organization))
        {
            directory.Add(directory.AsMember(user, organization, invitation.RoleSlug is { } role ? [role] : [], clock.GetUtcNow()));
        }

        return accepted;
    }

    /// <summary>A user who is not known yet.</summary>
    public WorkOsSandboxPerson NewUser(string email) => WorkOsSandboxPerson.NewUser(email, clock.GetUtcNow());

    /// <summary>Whether the token goes with a sign-in of the user: it is accepted, was by this user, or is none of here.</summary>
    public bool TryAccept(string token, WorkOsSandboxPerson user) =>
        FindByToken(token) is not { } invitation
        || (invitation.IsFor(user.Email) && (invitation.AcceptedUserId == user.UserId || Accept(invitation) is not null));
}
