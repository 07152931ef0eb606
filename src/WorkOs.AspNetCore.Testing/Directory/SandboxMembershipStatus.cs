namespace WorkOs.AspNetCore.Testing;

/// <summary>The states of a membership. Only an active member can sign in to the organization.</summary>
internal enum SandboxMembershipStatus
{
    Active,

    Inactive,

    /// <summary>The invitation has not been accepted yet.</summary>
    Pending,
}
