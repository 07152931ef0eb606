namespace WorkOs.AspNetCore;

/// <summary>The ways to tell WorkOS which identity provider to use. <see cref="Selector"/> has a letter for each, in this order.</summary>
internal enum SelectorKind
{
    Organization,
    Connection,
    Provider,
    Domain,

    /// <summary>AuthKit's hosted page with an organization chosen already.</summary>
    HostedOrganization,
}
