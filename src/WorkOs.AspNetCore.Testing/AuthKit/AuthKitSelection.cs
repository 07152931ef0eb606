namespace WorkOs.AspNetCore.Testing;

/// <summary>
/// The result of an AuthKit connection selector: the people who can sign in, their authentication method and the organization, or an error.
/// </summary>
internal sealed record AuthKitSelection(SignInSelection Selection, string Method, string? OrganizationId = null, bool IsHosted = false)
{
    /// <summary>The invitation that this sign-in accepts.</summary>
    public AuthKitInvitation? Invitation { get; init; }
}
