namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>A test that talks to WireMock; see <see cref="Prerequisites"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WireMockFactAttribute : FactAttribute
{
    /// <summary>Decides whether the test can run here.</summary>
    public WireMockFactAttribute() => Skip = Prerequisites.WireMock.SkipReason;
}
