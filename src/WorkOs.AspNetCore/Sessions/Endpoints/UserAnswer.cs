namespace WorkOs.AspNetCore;

/// <summary>What a script may know of the user.</summary>
/// <param name="Name">What the user is called, where the session says it.</param>
/// <param name="Organization">The organization of the session, where it has one.</param>
/// <param name="ExpiresAt">When the session expires if no further request renews it, where it says so.</param>
/// <param name="Claims">The claims that the app allows, under the names that it gives them.</param>
internal sealed record UserAnswer(
    string? Name, string? Organization, DateTimeOffset? ExpiresAt, IReadOnlyDictionary<string, IReadOnlyList<string>> Claims)
{
    public override string ToString() => nameof(UserAnswer);
}
