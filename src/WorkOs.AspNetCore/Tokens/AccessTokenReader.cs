using System.Text;
using System.Text.Unicode;

namespace WorkOs.AspNetCore;

/// <summary>Reads a claims set (RFC 7519 section 4) in one pass. It checks only the format; the validator decides whether the token is accepted.</summary>
internal ref struct AccessTokenReader
{
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = 32 };

    private static readonly KnownName[] KnownNames =
        [.. TokenClaimNames.All.Select(static (name, index) => new KnownName(name, Encoding.UTF8.GetBytes(name), 1u << index))];

    private static readonly KnownName[][] KnownNamesByLength =
        [.. Enumerable.Range(0, KnownNames.Max(static name => name.Utf8.Length) + 1).Select(static length => KnownNames.Where(name => name.Utf8.Length == length).ToArray())];

    private readonly List<TokenClaim> _claims = new(capacity: 16);
    private Utf8JsonReader _reader;
    private uint _knownNamesSeen;
    private HashSet<string>? _otherNamesSeen;
    private string? _issuer;
    private string? _subject;
    private string? _sessionId;
    private string? _clientId;
    private string? _organizationId;
    private string? _actor;
    private IReadOnlyList<string> _audiences = [];
    private DateTimeOffset? _expiresAt;
    private DateTimeOffset? _notBefore;
    private DateTimeOffset? _issuedAt;
    private DateTimeOffset? _authenticatedAt;

    private AccessTokenReader(ReadOnlySpan<byte> json) => _reader = new Utf8JsonReader(json, ReaderOptions);

    private readonly AccessToken Token => new()
    {
        Issuer = _issuer,
        Subject = _subject,
        SessionId = _sessionId,
        ClientId = _clientId,
        OrganizationId = _organizationId,
        Actor = _actor,
        Audiences = _audiences,
        ExpiresAt = _expiresAt,
        NotBefore = _notBefore,
        IssuedAt = _issuedAt,
        AuthenticatedAt = _authenticatedAt,
        Claims = _claims,
    };

    public static WorkOsTokenFailure TryRead(ReadOnlySpan<byte> json, out AccessToken? token)
    {
        token = null;
        var claimsSet = new AccessTokenReader(json);
        ref var reader = ref claimsSet._reader;
        try
        {
            if (!Utf8.IsValid(json) || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return WorkOsTokenFailure.Malformed;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var utf8 = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
                var known = Find(utf8);
                var name = known?.Text ?? reader.GetString()!;
                var isNew = known is null
                    ? (claimsSet._otherNamesSeen ??= new(StringComparer.Ordinal)).Add(name)
                    : (claimsSet._knownNamesSeen & known.Bit) == 0;
                if (!isNew)
                {
                    return WorkOsTokenFailure.DuplicateName;
                }

                claimsSet._knownNamesSeen |= known?.Bit ?? 0;
                reader.Read();
                if (!claimsSet.TryReadValue(name))
                {
                    return WorkOsTokenFailure.Malformed;
                }
            }

            // Another read detects content after the object.
            if (reader.Read())
            {
                return WorkOsTokenFailure.Malformed;
            }

            token = claimsSet.Token;
            return WorkOsTokenFailure.None;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Utf8JsonReader throws these exceptions if its input is not JSON, or if an escaped string contains half a surrogate pair.
            return WorkOsTokenFailure.Malformed;
        }
    }

    private static KnownName? Find(ReadOnlySpan<byte> utf8)
    {
        foreach (var known in utf8.Length < KnownNamesByLength.Length ? KnownNamesByLength[utf8.Length] : [])
        {
            if (utf8.SequenceEqual(known.Utf8))
            {
                return known;
            }
        }

        return null;
    }

    private readonly void AddScopes(string text)
    {
        // A hash set, because a malicious token can have thousands of scopes.
        var several = new HashSet<string>(StringComparer.Ordinal);
        foreach (var range in text.AsSpan().Split(' '))
        {
            if (text[range] is { Length: > 0 } scope && several.Add(scope))
            {
                _claims.Add(new TokenClaim(TokenClaimNames.Scope, scope, ClaimValueTypes.String));
            }
        }
    }

    private bool TryReadValue(string name)
    {
        var text = _reader.TokenType == JsonTokenType.String ? _reader.GetString() : null;
        switch (name)
        {
            case TokenClaimNames.Issuer or TokenClaimNames.Subject when text is null:
                return false;
            case TokenClaimNames.SessionId or TokenClaimNames.ClientId or TokenClaimNames.OrganizationId when text is null:
                return _reader.TokenType == JsonTokenType.Null;
            case TokenClaimNames.Issuer:
                _issuer = text;
                return true;
            case TokenClaimNames.Subject:
                _subject = text;
                break;
            case TokenClaimNames.SessionId:
                _sessionId = text;
                break;
            case TokenClaimNames.ClientId:
                _clientId = text;
                break;
            case TokenClaimNames.OrganizationId:
                _organizationId = text;
                break;
            case TokenClaimNames.ExpiresAt:
                return NumericDate.TryRead(in _reader, out _expiresAt);
            case TokenClaimNames.NotBefore:
                return NumericDate.TryRead(in _reader, out _notBefore);
            case TokenClaimNames.IssuedAt:
                return NumericDate.TryRead(in _reader, out _issuedAt);
            case TokenClaimNames.AuthenticatedAt when !NumericDate.TryRead(in _reader, out _authenticatedAt):
                return false;
            case TokenClaimNames.Audience:
                return TryReadAudiences(text);
            case TokenClaimNames.Actor:
                return TryReadActor();
            case TokenClaimNames.Scope when text is not null:
                AddScopes(text);
                return true;
        }

        var isArray = _reader.TokenType == JsonTokenType.StartArray;
        while (!isArray || (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray))
        {
            // Objects, nested arrays and nulls have no single value for a claim, and are omitted.
            var (value, type) = _reader.TokenType switch
            {
                JsonTokenType.String => (isArray ? _reader.GetString() : text, ClaimValueTypes.String),
                JsonTokenType.True => ("true", ClaimValueTypes.Boolean),
                JsonTokenType.False => ("false", ClaimValueTypes.Boolean),
                JsonTokenType.Number => (Encoding.UTF8.GetString(_reader.ValueSpan), _reader.TryGetInt64(out _) ? ClaimValueTypes.Integer64 : ClaimValueTypes.Double),
                _ => (null, ClaimValueTypes.String),
            };
            if (!string.IsNullOrEmpty(value))
            {
                _claims.Add(new TokenClaim(name, value, type));
            }

            _reader.Skip();
            if (!isArray)
            {
                break;
            }
        }

        return true;
    }

    private bool TryReadAudiences(string? only)
    {
        var several = new List<string>();
        var isArray = _reader.TokenType == JsonTokenType.StartArray;
        while (isArray && _reader.Read() && _reader.TokenType == JsonTokenType.String)
        {
            several.Add(_reader.GetString()!);
        }

        _audiences = only is null ? several : [only];
        return only is not null || (isArray && _reader.TokenType == JsonTokenType.EndArray);
    }

    /// <summary>
    /// Reads the actor (RFC 8693 section 4.1). A token with an unreadable actor is refused, because ignoring it would hide the impersonation.
    /// </summary>
    private bool TryReadActor()
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            return _reader.TokenType == JsonTokenType.Null;
        }

        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var isSubject = _reader.ValueTextEquals(TokenClaimNames.Subject);
            _reader.Read();
            if (isSubject && (_actor is not null || _reader.TokenType != JsonTokenType.String))
            {
                return false;
            }

            _actor = isSubject ? _reader.GetString() : _actor;
            _reader.Skip();
        }

        if (string.IsNullOrEmpty(_actor))
        {
            return false;
        }

        _claims.Add(new TokenClaim(TokenClaimNames.Actor, _actor, ClaimValueTypes.String));
        return true;
    }

    private sealed record KnownName(string Text, byte[] Utf8, uint Bit);
}
