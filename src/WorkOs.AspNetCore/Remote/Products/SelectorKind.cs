namespace WorkOs.AspNetCore;

/// <summary>The ways to tell WorkOS which identity provider to use.</summary>
internal enum SelectorKind
{
    Organization,
    Connection,
    Provider,
    Domain,

    /// <summary>AuthKit's hosted page with an organization chosen already.</summary>
    HostedOrganization,
}
