using System.Globalization;

namespace WorkOs.AspNetCore;

/// <summary>
/// What a ticket stores of its session at WorkOS, read in one pass. It is bound to the ticket, and lives and ends with it. The tokens have the
/// names that <c>HttpContext.GetTokenAsync</c> uses.
/// </summary>
internal sealed record SessionState
{
    private const string ExpiresKey = ".wos.exp";
    private const string RefreshKey = ".wos.ref";
    private const string SignInKey = ".wos.iat";
    private const string EntryKey = ".wos.iat.org";
    private const string GenerationKey = ".wos.gen";
    private const string ReceiverKey = ".wos.by";
    private const string TokenPrefix = ".Token.";
    private const string AccessTokenName = "access_token";
    private const string RefreshTokenName = "refresh_token";
    private static readonly TimeSpan ShortLife = TimeSpan.FromMinutes(5);

    /// <summary>The scheme that signed in.</summary>
    public required string? Scheme { get; init; }

    /// <summary>
    /// When the access token expires, and the session with it; <see cref="DateTimeOffset.MaxValue"/> for a session that lives as long as its
    /// cookie.
    /// </summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When to refresh the session; immediately if that is unknown.</summary>
    public required DateTimeOffset RefreshAt { get; init; }

    /// <summary>When the first token was issued, by WorkOS's clock; <see langword="null"/> if that is unknown.</summary>
    public required DateTimeOffset? SignedInAt { get; init; }

    /// <summary>
    /// When the first token in the present organization was issued: at the sign-in, or when the session moved to this organization.
    /// </summary>
    public required DateTimeOffset? EnteredAt { get; init; }

    /// <summary>The generation of the user's sessions that the sign-in saw, if any.</summary>
    public required string? Generation { get; init; }

    public required string? AccessToken { get; init; }

    public required string? RefreshToken { get; init; }

    /// <summary>The process that received the tokens, if no other process may send the refresh token.</summary>
    public required string? ReceivedBy { get; init; }

    /// <summary>The id under which the ticket is stored, where it came from a store.</summary>
    public required string? StoreKey { get; init; }

    /// <summary>Whether the session follows its tokens. One without a refresh token may live as long as its cookie, unless it is ended.</summary>
    public bool FollowsTokens => ExpiresAt < DateTimeOffset.MaxValue;

    /// <summary><see langword="null"/> for a ticket without a session at WorkOS.</summary>
    public static SessionState? Read(AuthenticationProperties properties)
    {
        var isOfCookie = !properties.Items.ContainsKey(ExpiresKey) && properties.Items.ContainsKey(SignInKey);
        return (isOfCookie ? DateTimeOffset.MaxValue : Date(ExpiresKey)) is { } expiresAt
            ? new SessionState
            {
                Scheme = Text(SignInState.SchemeKey),
                ExpiresAt = expiresAt,
                RefreshAt = isOfCookie ? DateTimeOffset.MaxValue : Date(RefreshKey) ?? DateTimeOffset.MinValue,
                SignedInAt = Date(SignInKey),
                EnteredAt = Date(properties.Items.ContainsKey(EntryKey) ? EntryKey : SignInKey),
                Generation = Text(GenerationKey),
                AccessToken = Text(TokenPrefix + AccessTokenName),
                RefreshToken = Text(TokenPrefix + RefreshTokenName),
                ReceivedBy = Text(ReceiverKey),
                StoreKey = Text(StoredTicket.KeyItem),
            }
            : null;

        string? Text(string key) => properties.Items.TryGetValue(key, out var text) ? text : null;

        DateTimeOffset? Date(string key) => UnixSeconds.Parse(Text(key));
    }

    /// <summary>
    /// Writes a sign-in: its time, and the generation that it saw, if any. If nothing else is written, the session lives as long as its cookie.
    /// </summary>
    public static void WriteSignIn(AuthenticationProperties properties, SessionTokens first, string? generation)
    {
        properties.Items[SignInKey] = UnixSeconds.TextOf(first.IssuedAt);
        properties.Items.Remove(EntryKey);
        properties.Items.Remove(GenerationKey);
        if (generation is not null)
        {
            properties.Items[GenerationKey] = generation;
        }
    }

    /// <summary>
    /// Writes when the access token expires and when to refresh it, by the token's own dates, because the clock of this machine may differ from
    /// WorkOS's; and when the session moved to another organization, if it did so with these tokens. No token is refreshed in the first half of its
    /// lifetime, whatever the options say: otherwise each request would refresh it.
    /// </summary>
    public static void Write(
        AuthenticationProperties properties, SessionTokens tokens, TimeSpan refreshBefore, DateTimeOffset now, bool keepTokens, bool hasMoved = false)
    {
        if (hasMoved)
        {
            properties.Items[EntryKey] = UnixSeconds.TextOf(tokens.IssuedAt);
        }

        var life = tokens.ExpiresAt - (tokens.IssuedAt ?? now);
        var wanted = life <= ShortLife ? refreshBefore / 2 : refreshBefore;
        var before = wanted < life / 2 ? wanted : life / 2;
        properties.Items[ExpiresKey] = UnixSeconds.TextOf(tokens.ExpiresAt);
        properties.Items[RefreshKey] = UnixSeconds.TextOf(tokens.ExpiresAt - before);
        if (keepTokens)
        {
            properties.StoreTokens(
            [
                new AuthenticationToken { Name = AccessTokenName, Value = tokens.Access },
                new AuthenticationToken { Name = RefreshTokenName, Value = tokens.Refresh },
                new AuthenticationToken { Name = "expires_at", Value = tokens.ExpiresAt.ToString("o", CultureInfo.InvariantCulture) },
            ]);
        }
    }

    /// <summary>Writes which process has received the tokens.</summary>
    public static void WriteReceiver(AuthenticationProperties properties, string process) => properties.Items[ReceiverKey] = process;

    public override string ToString() => nameof(SessionState);
}
