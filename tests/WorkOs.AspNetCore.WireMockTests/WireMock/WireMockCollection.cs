namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>
/// The tests that share the one WireMock of a run. They run one after another, so that what its journal holds belongs
/// to the test that asks.
/// </summary>
[CollectionDefinition(Name)]
public sealed class WireMockCollection : ICollectionFixture<WireMockServer>
{
    public const string Name = "WireMock";
}
