namespace WorkOs.AspNetCore;

internal sealed class TokenValidationSettings
{
    public required IReadOnlyList<string> Issuers { get; init; }

    /// <summary>Empty: <c>aud</c> is not looked at. WorkOS sets it only where a JWT template does.</summary>
    public IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary>The accepted values of <c>client_id</c> in the token of a session. Empty: it is not looked at.</summary>
    public IReadOnlyList<string> ClientIds { get; init; } = [];

    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    public bool RequireSubject { get; init; } = true;

    /// <summary>What tells an access token of AuthKit from others that are signed with the same keys (RFC 8725, 3.12).</summary>
    public bool RequireSession { get; init; } = true;

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    public bool Accepts(string? issuer) => Contains(Issuers, issuer);

    /// <summary>A token that names no client passes: those of older environments may not, and the keys are the client's own.</summary>
    public bool AcceptsClient(string? clientId) => clientId is null || ClientIds.Count == 0 || Contains(ClientIds, clientId);

    /// <summary>
    /// The issuers that WorkOS uses for one client: older environments name the API itself, with or without a slash,
    /// newer ones the client below it.
    /// </summary>
    public static IReadOnlyList<string> DefaultIssuers(string baseAddress, string clientId)
    {
        var host = baseAddress.TrimEnd('/');
        return [host, host + "/", $"{host}/user_management/{clientId}"];
    }

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
