namespace SampleSite.Customers;

/// <summary>An e-mail domain of a company.</summary>
public sealed record CustomerDomain(string Name, bool IsVerified);
