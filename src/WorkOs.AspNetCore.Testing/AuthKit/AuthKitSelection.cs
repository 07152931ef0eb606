namespace WorkOs.AspNetCore.Testing;

/// <summary>Where an AuthKit selector leads: people, how they prove themselves, and for which organization; or an error.</summary>
internal sealed record AuthKitSelection(SignInSelection Selection, string Method, string? OrganizationId = null, bool IsHosted = false)
{
    /// <summary>The invitation that this sign-in accepts.</summary>
    public AuthKitInvitation? Invitation { get; init; }
}
