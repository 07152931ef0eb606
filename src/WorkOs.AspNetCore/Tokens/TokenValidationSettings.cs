namespace WorkOs.AspNetCore;

internal sealed class TokenValidationSettings
{
    private const int MaxExplained = 5;

    public required IReadOnlyList<string> Issuers { get; init; }

    /// <summary>Empty: <c>aud</c> is not looked at. WorkOS sets it only where a JWT template does.</summary>
    public IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary>The accepted values of <c>client_id</c> in the token of a session. Empty: it is not looked at.</summary>
    public IReadOnlyList<string> ClientIds { get; init; } = [];

    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    public bool RequireSubject { get; init; } = true;

    /// <summary>What tells an access token of AuthKit from others that are signed with the same keys (RFC 8725, 3.12).</summary>
    public bool RequireSession { get; init; } = true;

    /// <summary>What else is asked of the tokens of an AuthKit domain. Null: the tokens are those of sessions.</summary>
    public ConnectTokenRules? Connect { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    public bool Accepts(string? issuer) => Contains(Issuers, issuer);

    /// <summary>
    /// The token of a session that names no client passes: those of older environments may not, and the keys are the client's own. Where
    /// there is no session, the token names the application that asked for it rather than the client of the environment.
    /// </summary>
    public bool AcceptsClient(AccessToken token) => Connect is { } connect
        ? connect.AcceptsClient(token)
        : token.ClientId is null || string.IsNullOrEmpty(token.SessionId) || ClientIds.Count == 0 || Contains(ClientIds, token.ClientId);

    public bool AcceptsAudience(AccessToken token) =>
        Connect?.AcceptsAnyOf(token) != false && (AudiencesFor(token) is not { Count: > 0 } audiences || token.HasAudienceOf(audiences));

    /// <summary>What came and what was expected, where both are public.</summary>
    public string? Explain(WorkOsTokenFailure failure, AccessToken token) => failure switch
    {
        WorkOsTokenFailure.InvalidIssuer => Explain("issuer", token.Issuer is { } issuer ? [issuer] : [], Issuers),
        WorkOsTokenFailure.InvalidAudience => Explain("audience", token.Audiences, AudiencesFor(token)),
        _ => null,
    };

    /// <summary>
    /// The issuers that WorkOS uses for one client: older environments name the API itself, with or without a slash,
    /// newer ones the client below it.
    /// </summary>
    public static IReadOnlyList<string> DefaultIssuers(string baseAddress, string clientId)
    {
        var host = baseAddress.TrimEnd('/');
        return [host, host + "/", $"{host}/user_management/{clientId}"];
    }

    /// <summary>The audiences of which a token must name one; empty where any will do.</summary>
    private IReadOnlyList<string> AudiencesFor(AccessToken token) => Connect?.AudiencesFor(token) ?? Audiences;

    private static string Explain(string what, IReadOnlyList<string> found, IReadOnlyList<string> expected) =>
        $"Its {what} is {Names(found, " and ")}; expected is {Names(expected, " or ")}.";

    private static string Names(IReadOnlyList<string> values, string separator) => values.Count == 0
        ? "absent"
        : string.Join(separator, values.Take(MaxExplained).Select(static value => $"'{LogText.PublicName(value)}'"));

    private static bool Contains(IReadOnlyList<string> values, string? value)
    {
        // Not the method of the list: it would allocate an enumerator on every request.
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
