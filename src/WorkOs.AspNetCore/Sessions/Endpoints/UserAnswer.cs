namespace WorkOs.AspNetCore;

/// <summary>The information about the user that a script receives.</summary>
/// <param name="Name">The name of the user, if the session has one.</param>
/// <param name="Organization">The organization of the session, if it has one.</param>
/// <param name="ExpiresAt">When the session expires if no further request renews it, if known.</param>
/// <param name="Claims">The claims that the app allows, under the names that it gives them.</param>
internal sealed record UserAnswer(
    string? Name, string? Organization, DateTimeOffset? ExpiresAt, IReadOnlyDictionary<string, IReadOnlyList<string>> Claims)
{
    public override string ToString() => nameof(UserAnswer);
}
