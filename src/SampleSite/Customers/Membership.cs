namespace SampleSite.Customers;

/// <summary>An organization that a user belongs to.</summary>
public sealed record Membership(string Id, string Name);
