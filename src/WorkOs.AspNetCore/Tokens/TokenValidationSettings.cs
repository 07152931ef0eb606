namespace WorkOs.AspNetCore;

internal sealed class TokenValidationSettings
{
    private const int MaxExplained = 5;

    public required IReadOnlyList<string> Issuers { get; init; }

    /// <summary>The accepted audiences. Empty: <c>aud</c> is not validated, because WorkOS sends it only if a JWT template adds it.</summary>
    public IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary>The accepted values of <c>client_id</c> in the token of a session. Empty: it is not validated.</summary>
    public IReadOnlyList<string> ClientIds { get; init; } = [];

    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    public bool RequireSubject { get; init; } = true;

    /// <summary>
    /// Whether a token must have a session. This distinguishes access tokens of AuthKit from other tokens with the same keys (RFC 8725, 3.12).
    /// </summary>
    public bool RequireSession { get; init; } = true;

    /// <summary>Further rules for the tokens of an AuthKit domain. Null: the tokens are those of sessions.</summary>
    public ConnectTokenRules? Connect { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    public bool Accepts(string? issuer) => Contains(Issuers, issuer);

    /// <summary>
    /// Whether the client of the token is accepted. A session's token without <c>client_id</c> is accepted, because older environments may omit it,
    /// and the keys belong to one client. In a token without a session, <c>client_id</c> is the application that requested it, not the client of the
    /// environment.
    /// </summary>
    public bool AcceptsClient(AccessToken token) => Connect is { } connect
        ? connect.AcceptsClient(token)
        : token.ClientId is null || string.IsNullOrEmpty(token.SessionId) || ClientIds.Count == 0 || Contains(ClientIds, token.ClientId);

    public bool AcceptsAudience(AccessToken token) =>
        Connect?.AcceptsAnyOf(token) != false && (AudiencesFor(token) is not { Count: > 0 } audiences || token.HasAudienceOf(audiences));

    /// <summary>Describes the actual and the expected value, if both are public.</summary>
    public string? Explain(WorkOsTokenFailure failure, AccessToken token) => failure switch
    {
        WorkOsTokenFailure.InvalidIssuer => Explain("issuer", token.Issuer is { } issuer ? [issuer] : [], Issuers),
        WorkOsTokenFailure.InvalidAudience => Explain("audience", token.Audiences, AudiencesFor(token)),
        _ => null,
    };

    /// <summary>
    /// The issuers that WorkOS uses for one client: in older environments the address of the API, with or without a slash, in newer ones the address
    /// of the client below it.
    /// </summary>
    public static IReadOnlyList<string> DefaultIssuers(string baseAddress, string clientId)
    {
        var host = baseAddress.TrimEnd('/');
        return [host, host + "/", $"{host}/user_management/{clientId}"];
    }

    /// <summary>The audiences of which the token must have one; empty if the audience is not validated.</summary>
    private IReadOnlyList<string> AudiencesFor(AccessToken token) => Connect?.AudiencesFor(token) ?? Audiences;

    private static string Explain(string what, IReadOnlyList<string> found, IReadOnlyList<string> expected) =>
        $"Its {what} is {Names(found, " and ")}; expected is {Names(expected, " or ")}.";

    private static string Names(IReadOnlyList<string> values, string separator) => values.Count == 0
        ? "absent"
        : string.Join(separator, values.Take(MaxExplained).Select(static value => $"'{LogText.PublicName(value)}'"));

    private static bool Contains(IReadOnlyList<string> values, string? value)
    {
        // A loop, because the method of the list would allocate an enumerator for every request.
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] == value)
            {
                return true;
            }
        }

        return false;
    }
}
