namespace WorkOs.AspNetCore;

/// <summary>Something whose end ends sessions: a connection, an organization, or a person in the directory of one.</summary>
/// <param name="Kind">One of <see cref="EndKinds"/>.</param>
/// <param name="Name">The name of its mark: a hash that is bound to the WorkOS environment and the kind.</param>
internal sealed record End(string Kind, string Name)
{
    public static End OfConnection(string environment, string connection) => Of(EndKinds.Connection, environment, connection);

    public static End OfOrganization(string environment, string organization) =>
        new(EndKinds.Organization, MarkNames.OfOrganization(environment, organization));

    /// <summary>A person, by the id from the identity provider.</summary>
    public static End OfDirectoryUser(string environment, string organization, string idpId) =>
        Of(EndKinds.DirectoryUser, environment, organization, idpId);

    /// <summary>A person, by an e-mail address, which identifies a person only within one organization.</summary>
    public static End OfDirectoryAddress(string environment, string organization, string email) =>
        Of(EndKinds.DirectoryAddress, environment, organization, email.Trim().ToUpperInvariant());

    private static End Of(string kind, params ReadOnlySpan<string> parts) => new(kind, CacheName.Of(MarkNames.Prefix, [kind, .. parts]));
}
