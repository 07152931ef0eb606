namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>Cases of a test that talks to WireMock; see <see cref="Prerequisites"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WireMockTheoryAttribute : TheoryAttribute
{
    /// <summary>Decides whether the test can run here.</summary>
    public WireMockTheoryAttribute() => Skip = Prerequisites.WireMock.SkipReason;
}
