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

    /// <summary>Sends an invitation. One to an organization makes the invited person a pending member, and a user where there is none.</summary>
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
            var member = directory.WaitingMember(user.UserId, organization, SandboxMembershipStatus.Pending) ?? AsMember(user, organization, invitation);
            directory.Add(member with { Status = SandboxMembershipStatus.Active, MembershipUpdated = clock.GetUtcNow() });
        }

        directory.Change(
            person => person.UserId == user.UserId, person => person with { Account = person.Account with { IsEmailVerified = true } });
        return accepted;
    }

    /// <summary>Takes an invitation back, and with it the pending membership. Null where the invitation does not wait.</summary>
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

    /// <summary>A user who is not known yet.</summary>
    public WorkOsSandboxPerson NewUser(string email) => WorkOsSandboxPerson.NewUser(email, clock.GetUtcNow());

    /// <summary>Whether the token goes with a sign-in of the user: it is accepted, was by this user, or is none of here.</summary>
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
