namespace WorkOs.AspNetCore.Tests.Tokens;

/// <summary>A token that must be refused, and for what.</summary>
internal sealed record HostileToken(string Name, WorkOsTokenFailure Failure, Func<string> Make)
{
    public static IReadOnlyDictionary<string, HostileToken> All { get; } = new[]
    {
        HostileHeaders.All, HostileSignatures.All, HostileClaims.All, HostileDates.All, HostileShapes.All,
    }.SelectMany(group => group).ToDictionary(token => token.Name, StringComparer.Ordinal);

    /// <summary>One token for each failure, for tests that are about what happens to a refusal.</summary>
    public static IEnumerable<HostileToken> OneOfEachFailure => All.Values.DistinctBy(token => token.Failure);

    /// <summary>Rightly signed, but for its header.</summary>
    public static HostileToken WithHeader(string name, WorkOsTokenFailure failure, string header) =>
        new(name, failure, () => TokenForge.Sign(header, TokenForge.Payload));

    /// <summary>Rightly signed, but for its claims.</summary>
    public static HostileToken WithPayload(string name, WorkOsTokenFailure failure, string payload) =>
        new(name, failure, () => TokenForge.Sign(TokenForge.Header, payload));

    /// <summary>A good token, changed afterwards.</summary>
    public static HostileToken Changed(string name, WorkOsTokenFailure failure, Func<string, string> change) =>
        new(name, failure, () => change(TokenForge.Good()));
}
