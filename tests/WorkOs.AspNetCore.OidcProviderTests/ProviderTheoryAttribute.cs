namespace WorkOs.AspNetCore.OidcProviderTests;

/// <summary>Cases of a test that talks to the provider; see <see cref="Prerequisites"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProviderTheoryAttribute : TheoryAttribute
{
    /// <summary>Decides whether the test can run here.</summary>
    public ProviderTheoryAttribute() => Skip = Prerequisites.Provider.SkipReason;
}
