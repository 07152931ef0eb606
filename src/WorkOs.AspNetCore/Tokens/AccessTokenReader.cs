using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
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

    public static WorkOsTokenFailure TryRead(ReadOnlySpan<byte> json, out AccessToken? token)
    {
        token = null;
        if (!Utf8.IsValid(json))
        {
            return WorkOsTokenFailure.Malformed;
        }

        var claimsSet = new AccessTokenReader(json);
        try
        {
            var failure = claimsSet.Read();
            token = failure == WorkOsTokenFailure.None ? claimsSet.ToToken() : null;
            return failure;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // How Utf8JsonReader says that its input is not JSON, and that an escaped string is half a surrogate pair.
            return WorkOsTokenFailure.Malformed;
        }
    }

    private readonly AccessToken ToToken() => new()
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

    private WorkOsTokenFailure Read()
    {
        if (!_reader.Read() || _reader.TokenType != JsonTokenType.StartObject)
        {
            return WorkOsTokenFailure.Malformed;
        }

        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!TryReadName(out var name))
            {
                return WorkOsTokenFailure.DuplicateName;
            }

            _reader.Read();
            if (!TryReadValue(name))
            {
                return WorkOsTokenFailure.Malformed;
            }
        }

        // Read once more: only that tells whether something follows the object.
        return _reader.Read() ? WorkOsTokenFailure.Malformed : WorkOsTokenFailure.None;
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

    private bool TryReadValue(string name) => name switch
    {
        TokenClaimNames.Issuer => TryReadString(out _issuer),
        TokenClaimNames.Subject => TryReadIdentifier(name, out _subject),
        TokenClaimNames.SessionId => TryReadOptionalIdentifier(name, out _sessionId),
        TokenClaimNames.ClientId => TryReadOptionalIdentifier(name, out _clientId),
        TokenClaimNames.OrganizationId => TryReadOptionalIdentifier(name, out _organizationId),
        TokenClaimNames.Audience => TryReadAudiences(),
        TokenClaimNames.ExpiresAt => TryReadDate(out _expiresAt),
        TokenClaimNames.NotBefore => TryReadDate(out _notBefore),
        TokenClaimNames.IssuedAt => TryReadDate(out _issuedAt),
        TokenClaimNames.AuthenticatedAt => TryReadDate(out _authenticatedAt) && AddValue(name),
        TokenClaimNames.Actor => TryReadActor(),
        _ => AddValues(name),
    };

    private readonly bool TryReadString(out string? value)
    {
        value = _reader.TokenType == JsonTokenType.String ? _reader.GetString() : null;
        return value is not null;
    }

    private readonly bool TryReadIdentifier(string name, out string? value)
    {
        var done = TryReadString(out value);
        AddString(name, value ?? "");
        return done;
    }

    private readonly bool TryReadOptionalIdentifier(string name, out string? value)
    {
        value = null;
        return _reader.TokenType == JsonTokenType.Null || TryReadIdentifier(name, out value);
    }

    private readonly bool TryReadDate(out DateTimeOffset? value)
    {
        var done = NumericDate.TryRead(in _reader, out var date);
        value = done ? date : null;
        return done;
    }

    private bool TryReadAudiences()
    {
        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            var single = TryReadString(out var audience);
            _audiences = single ? [audience!] : [];
            return single;
        }

        var several = new List<string>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            if (!TryReadString(out var audience))
            {
                return false;
            }

            several.Add(audience!);
        }

        _audiences = several;
        return true;
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
            if (isSubject && (_actor is not null || !TryReadString(out _actor)))
            {
                return false;
            }

            _reader.Skip();
        }

        AddString(TokenClaimNames.Actor, _actor ?? "");
        return !string.IsNullOrEmpty(_actor);
    }

    private bool AddValues(string name)
    {
        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            return AddValue(name);
        }

        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            AddValue(name);
        }

        return true;
    }

    /// <summary>Objects, arrays in arrays and nulls have no one value that a claim could hold: they are left out.</summary>
    private bool AddValue(string name)
    {
        switch (_reader.TokenType)
        {
            case JsonTokenType.String:
                AddString(name, _reader.GetString()!);
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

        return true;
    }

    private readonly void AddString(string name, string value)
    {
        if (value.Length > 0)
        {
            _claims.Add(new TokenClaim(name, value, ClaimValueTypes.String));
        }
    }
}
