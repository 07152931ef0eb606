using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace WorkOs.AspNetCore;

/// <summary>Reads a claims set (RFC 7519 section 4) in one pass. What it accepts is well formed; whether it is to be believed is the validator's question.</summary>
internal ref struct AccessTokenReader
{
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = 32 };

    private static readonly (string Text, byte[] Utf8)[] KnownNames =
        [.. TokenClaimNames.All.Select(name => (name, Encoding.UTF8.GetBytes(name)))];

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
        try
        {
            if (!Utf8.IsValid(json) || !claimsSet._reader.Read() || claimsSet._reader.TokenType != JsonTokenType.StartObject)
            {
                return WorkOsTokenFailure.Malformed;
            }

            while (claimsSet._reader.Read() && claimsSet._reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!claimsSet.TryReadName(out var name))
                {
                    return WorkOsTokenFailure.DuplicateName;
                }

                claimsSet._reader.Read();
                if (!claimsSet.TryReadValue(name))
                {
                    return WorkOsTokenFailure.Malformed;
                }
            }

            // Read once more: only that tells whether something follows the object.
            if (claimsSet._reader.Read())
            {
                return WorkOsTokenFailure.Malformed;
            }

            token = claimsSet.Token;
            return WorkOsTokenFailure.None;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // How Utf8JsonReader says that its input is not JSON, and that an escaped string is half a surrogate pair.
            return WorkOsTokenFailure.Malformed;
        }
    }

    private bool TryReadName([NotNullWhen(true)] out string? name)
    {
        var utf8 = _reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(_reader.GetString()!) : _reader.ValueSpan;
        for (var i = 0; i < KnownNames.Length; i++)
        {
            if (utf8.SequenceEqual(KnownNames[i].Utf8))
            {
                var bit = 1u << i;
                name = (_knownNamesSeen & bit) == 0 ? KnownNames[i].Text : null;
                _knownNamesSeen |= bit;
                return name is not null;
            }
        }

        name = _reader.GetString()!;
        _otherNamesSeen ??= new HashSet<string>(StringComparer.Ordinal);
        return _otherNamesSeen.Add(name);
    }

    private bool TryReadValue(string name)
    {
        switch (name)
        {
            case TokenClaimNames.Issuer:
                _issuer = _reader.TokenType == JsonTokenType.String ? _reader.GetString() : null;
                return _issuer is not null;
            case TokenClaimNames.Subject or TokenClaimNames.SessionId or TokenClaimNames.ClientId or TokenClaimNames.OrganizationId:
                if (_reader.TokenType != JsonTokenType.String)
                {
                    return name != TokenClaimNames.Subject && _reader.TokenType == JsonTokenType.Null;
                }

                var identifier = _reader.GetString()!;

                _subject = name == TokenClaimNames.Subject ? identifier : _subject;
                _sessionId = name == TokenClaimNames.SessionId ? identifier : _sessionId;
                _clientId = name == TokenClaimNames.ClientId ? identifier : _clientId;
                _organizationId = name == TokenClaimNames.OrganizationId ? identifier : _organizationId;
                if (identifier.Length > 0)
                {
                    _claims.Add(new TokenClaim(name, identifier, ClaimValueTypes.String));
                }

                return true;
            case TokenClaimNames.ExpiresAt or TokenClaimNames.NotBefore or TokenClaimNames.IssuedAt or TokenClaimNames.AuthenticatedAt:
                if (!NumericDate.TryRead(in _reader, out var date))
                {
                    return false;
                }

                _expiresAt = name == TokenClaimNames.ExpiresAt ? date : _expiresAt;
                _notBefore = name == TokenClaimNames.NotBefore ? date : _notBefore;
                _issuedAt = name == TokenClaimNames.IssuedAt ? date : _issuedAt;
                if (name == TokenClaimNames.AuthenticatedAt)
                {
                    _authenticatedAt = date;
                    AddValue(name);
                }

                return true;
            case TokenClaimNames.Audience:
                return TryReadAudiences();
            case TokenClaimNames.Actor:
                return TryReadActor();
            case TokenClaimNames.Scope when _reader.TokenType == JsonTokenType.String:
                var scopes = _reader.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal);
                _claims.AddRange(scopes.Select(scope => new TokenClaim(name, scope, ClaimValueTypes.String)));
                return true;
        }

        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            AddValue(name);
            return true;
        }

        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            AddValue(name);
        }

        return true;
    }

    private bool TryReadAudiences()
    {
        if (_reader.TokenType == JsonTokenType.String)
        {
            _audiences = [_reader.GetString()!];
            return true;
        }

        var several = new List<string>();
        var isArray = _reader.TokenType == JsonTokenType.StartArray;
        while (isArray && _reader.Read() && _reader.TokenType == JsonTokenType.String)
        {
            several.Add(_reader.GetString()!);
        }

        _audiences = several;
        return isArray && _reader.TokenType == JsonTokenType.EndArray;
    }

    /// <summary>RFC 8693 section 4.1. An impersonator who can't be named is refused: to overlook one would hide the impersonation.</summary>
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

    /// <summary>Objects, arrays in arrays and nulls have no one value that a claim could hold: they are left out.</summary>
    private void AddValue(string name)
    {
        switch (_reader.TokenType)
        {
            case JsonTokenType.String:
                if (_reader.GetString() is { Length: > 0 } text)
                {
                    _claims.Add(new TokenClaim(name, text, ClaimValueTypes.String));
                }

                break;
            case JsonTokenType.True or JsonTokenType.False:
                _claims.Add(new TokenClaim(name, _reader.TokenType == JsonTokenType.True ? "true" : "false", ClaimValueTypes.Boolean));
                break;
            case JsonTokenType.Number:
                var type = _reader.TryGetInt64(out _) ? ClaimValueTypes.Integer64 : ClaimValueTypes.Double;
                _claims.Add(new TokenClaim(name, Encoding.UTF8.GetString(_reader.ValueSpan), type));
                break;
            default:
                _reader.Skip();
                break;
        }
    }
}
