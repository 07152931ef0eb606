namespace WorkOs.AspNetCore.OidcProviderTests;

/// <summary>A test that talks to the provider; see <see cref="Prerequisites"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProviderFactAttribute : FactAttribute
{
    /// <summary>Decides whether the test can run here.</summary>
    public ProviderFactAttribute() => Skip = Prerequisites.Provider.SkipReason;
}
