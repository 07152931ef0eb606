namespace WorkOs.AspNetCore.Testing;

/// <summary>What an Admin Portal link is for, and where the administrator goes afterwards.</summary>
internal sealed record PortalSession(string OrganizationId, string Intent, string? ReturnUrl, string? SuccessUrl)
{
    public static IReadOnlyList<string> Intents { get; } =
    [
        "sso", "dsync", "audit_logs", "log_streams", "domain_verification", "certificate_renewal", "bring_your_own_key",
    ];

    /// <summary>Where the portal's own way back leads.</summary>
    public string? BackUrl => ReturnUrl ?? SuccessUrl;
}
