namespace WorkOs.AspNetCore.OidcProviderTests;

/// <summary>The time of the machine, which is the provider's, moved ahead as far as a test says.</summary>
internal sealed class MovableTime : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}
