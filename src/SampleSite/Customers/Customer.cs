namespace SampleSite.Customers;

/// <summary>A company that uses this site: an organization at WorkOS.</summary>
public sealed record Customer(string Id, string Name, IReadOnlyList<CustomerDomain> Domains, IReadOnlyList<string> ActiveConnections)
{
    public CustomerDomain? VerifiedDomain => Domains.FirstOrDefault(domain => domain.IsVerified);

    public bool HasSingleSignOn => ActiveConnections.Count > 0 && VerifiedDomain is not null;
}
