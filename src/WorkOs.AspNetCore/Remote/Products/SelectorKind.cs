namespace WorkOs.AspNetCore;

/// <summary>
/// The kinds of selectors, by which WorkOS chooses the identity provider. <see cref="Selector"/> has a letter for each, in this order.
/// </summary>
internal enum SelectorKind
{
    Organization,
    Connection,
    Provider,
    Domain,

    /// <summary>AuthKit's hosted page with a preselected organization.</summary>
    HostedOrganization,
}
