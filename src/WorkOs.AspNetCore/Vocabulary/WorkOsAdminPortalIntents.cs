namespace WorkOs.AspNetCore;

/// <summary>
/// The intents of WorkOS's Admin Portal: what an administrator of a customer can do there. A visit has one intent. WorkOS adds intents;
/// <c>MapWorkOsAdminPortal</c> accepts those as well.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/reference/admin-portal/portal-link/generate"/>.</remarks>
public static class WorkOsAdminPortalIntents
{
    /// <summary>Sets up single sign-on: a connection to the customer's identity provider.</summary>
    public const string Sso = "sso";

    /// <summary>Verifies that the customer owns an e-mail domain.</summary>
    public const string DomainVerification = "domain_verification";

    /// <summary>Sets up directory sync: a connection to the customer's user directory.</summary>
    public const string DirectorySync = "dsync";

    /// <summary>Shows the customer's audit logs.</summary>
    public const string AuditLogs = "audit_logs";

    /// <summary>Sets up the streaming of audit logs to the customer's own systems.</summary>
    public const string LogStreams = "log_streams";

    /// <summary>Renews the certificate of the customer's SAML connection.</summary>
    public const string CertificateRenewal = "certificate_renewal";
}
