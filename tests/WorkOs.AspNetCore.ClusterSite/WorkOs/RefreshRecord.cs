namespace WorkOs.AspNetCore.ClusterSite;

/// <summary>A refresh that arrived at WorkOS.</summary>
/// <param name="Number">Its place among all.</param>
/// <param name="At">When it arrived.</param>
/// <param name="User">Whose refresh token it was.</param>
/// <param name="Session">The session at WorkOS.</param>
/// <param name="Token">The first characters of the hash of the refresh token.</param>
/// <param name="Organization">The organization that was asked for.</param>
/// <param name="TokenAge">How long ago the refresh token was issued.</param>
/// <param name="IsFirst">Whether the token had not arrived before.</param>
/// <param name="Status">What WorkOS answered.</param>
/// <param name="IsLost">Whether the reply was dropped.</param>
internal sealed record RefreshRecord(
    int Number, DateTimeOffset At, string User, string Session, string Token, string? Organization, TimeSpan TokenAge, bool IsFirst, int Status, bool IsLost);
