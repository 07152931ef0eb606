namespace WorkOs.AspNetCore.Testing;

/// <summary>The purpose of an Admin Portal link, and the URLs that the administrator returns to.</summary>
internal sealed record PortalSession(string OrganizationId, string Intent, string? ReturnUrl, string? SuccessUrl)
{
    public static IReadOnlyList<string> Intents { get; } =
    [
        "sso", "dsync", "audit_logs", "log_streams", "domain_verification", "certificate_renewal", "bring_your_own_key",
    ];

    /// <summary>The URL of the portal's link back to the application.</summary>
    public string? BackUrl => ReturnUrl ?? SuccessUrl;
}
