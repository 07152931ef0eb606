namespace WorkOs.AspNetCore.Testing;

/// <summary>The invitations of an environment.</summary>
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

    /// <summary>
    /// Sends an invitation. An invitation to an organization adds the person as a pending member, and as a user if there is none with the e-mail
    /// address.
    /// </summary>
    public void Add(AuthKitInvitation invitation)
    {
        lock (_lock)
        {
            _invitations.Add(invitation);
            if (invitation.OrganizationId is { } organization)
            {
                var user = directory.UserByEmail(invitation.Email) ?? AddUser(invitation.Email);
                if (directory.WaitingMember(user.UserId, organization, SandboxMembershipStatus.Inactive) is null)
                {
                    directory.AddWaiting(AsMember(user, organization, invitation) with { Status = SandboxMembershipStatus.Pending });
                }
            }
        }
    }

    /// <summary>Changes a pending invitation. Returns null if the invitation is not pending.</summary>
    public AuthKitInvitation? Change(string id, Func<AuthKitInvitation, DateTimeOffset, AuthKitInvitation> change)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var place = _invitations.FindIndex(invitation => invitation.Id == id && invitation.IsPending(now));
            return place < 0 ? null : _invitations[place] = change(_invitations[place], now) with { Updated = now };
        }
    }

    /// <summary>
    /// Adds the invited person as a user, if there is none with the e-mail address, and as a member. Returns null if the invitation is not pending.
    /// </summary>
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
            var member = directory.WaitingMember(user.UserId, organization, SandboxMembershipStatus.Pending) ?? AsMember(user, organization, invitation);
            directory.Add(member with { Status = SandboxMembershipStatus.Active, MembershipUpdated = clock.GetUtcNow() });
        }

        directory.Change(
            person => person.UserId == user.UserId, person => person with { Account = person.Account with { IsEmailVerified = true } });
        return accepted;
    }

    /// <summary>Revokes an invitation and its pending membership. Returns null if the invitation is not pending.</summary>
    public AuthKitInvitation? Revoke(AuthKitInvitation invitation)
    {
        var revoked = Change(invitation.Id, (waiting, now) => waiting with { Revoked = now });
        if (revoked?.OrganizationId is { } organization
            && directory.UserByEmail(revoked.Email) is { } user
            && directory.WaitingMember(user.UserId, organization, SandboxMembershipStatus.Pending) is not null)
        {
            directory.Leave(user.UserId, organization);
        }

        return revoked;
    }

    /// <summary>Creates a user without adding it to the directory.</summary>
    public WorkOsSandboxPerson NewUser(string email) => WorkOsSandboxPerson.NewUser(email, clock.GetUtcNow());

    /// <summary>
    /// Accepts an invitation at a sign-in. Returns false if it is for another user, or is neither pending nor accepted by this user. An unknown token
    /// is ignored.
    /// </summary>
    public bool TryAccept(string token, WorkOsSandboxPerson user) =>
        FindByToken(token) is not { } invitation
        || (invitation.IsFor(user.Email) && (invitation.AcceptedUserId == user.UserId || Accept(invitation) is not null));

    private WorkOsSandboxPerson AddUser(string email)
    {
        var user = NewUser(email);
        user = user with { Account = user.Account with { IsEmailVerified = false } };
        directory.Add(user);
        return user;
    }

    private WorkOsSandboxPerson AsMember(WorkOsSandboxPerson user, string organization, AuthKitInvitation invitation) =>
        directory.AsMember(user, organization, invitation.RoleSlug is { } role ? [role] : [], clock.GetUtcNow());
}
