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

    private readonly List<TokenClaim> claims = new(capacity: 16);
    private Utf8JsonReader reader;
    private uint knownNamesSeen;
    private HashSet<string>? otherNamesSeen;
    private string? issuer;
    private string? subject;
    private string? sessionId;
    private string? organizationId;
    private string? actor;
    private IReadOnlyList<string> audiences = [];
    private DateTimeOffset? expiresAt;
    private DateTimeOffset? notBefore;
    private DateTimeOffset? issuedAt;
    private DateTimeOffset? authenticatedAt;

    private AccessTokenReader(ReadOnlySpan<byte> json) => reader = new Utf8JsonReader(json, ReaderOptions);

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
        Issuer = issuer,
        Subject = subject,
        SessionId = sessionId,
        OrganizationId = organizationId,
        Actor = actor,
        Audiences = audiences,
        ExpiresAt = expiresAt,
        NotBefore = notBefore,
        IssuedAt = issuedAt,
        AuthenticatedAt = authenticatedAt,
        Claims = claims,
    };

    private WorkOsTokenFailure Read()
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return WorkOsTokenFailure.Malformed;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!TryReadName(out var name))
            {
                return WorkOsTokenFailure.DuplicateName;
            }

            reader.Read();
            if (!TryReadValue(name))
            {
                return WorkOsTokenFailure.Malformed;
            }
        }

        // Read once more: only that tells whether something follows the object.
        return reader.Read() ? WorkOsTokenFailure.Malformed : WorkOsTokenFailure.None;
    }

    private bool TryReadName([NotNullWhen(true)] out string? name)
    {
        var utf8 = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
        for (var i = 0; i < KnownNames.Length; i++)
        {
            if (utf8.SequenceEqual(KnownNames[i].Utf8))
            {
                var bit = 1u << i;
                name = (knownNamesSeen & bit) == 0 ? KnownNames[i].Text : null;
                knownNamesSeen |= bit;
                return name is not null;
            }
        }

        name = reader.GetString()!;
        otherNamesSeen ??= new HashSet<string>(StringComparer.Ordinal);
        return otherNamesSeen.Add(name);
    }

    private bool TryReadValue(string name) => name switch
    {
        TokenClaimNames.Issuer => TryReadString(out issuer),
        TokenClaimNames.Subject => TryReadIdentifier(name, out subject),
        TokenClaimNames.SessionId => TryReadOptionalIdentifier(name, out sessionId),
        TokenClaimNames.OrganizationId => TryReadOptionalIdentifier(name, out organizationId),
        TokenClaimNames.Audience => TryReadAudiences(),
        TokenClaimNames.ExpiresAt => TryReadDate(out expiresAt),
        TokenClaimNames.NotBefore => TryReadDate(out notBefore),
        TokenClaimNames.IssuedAt => TryReadDate(out issuedAt),
        TokenClaimNames.AuthenticatedAt => TryReadDate(out authenticatedAt) && AddValue(name),
        TokenClaimNames.Actor => TryReadActor(),
        _ => AddValues(name),
    };

    private readonly bool TryReadString(out string? value)
    {
        value = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
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
        return reader.TokenType == JsonTokenType.Null || TryReadIdentifier(name, out value);
    }

    private readonly bool TryReadDate(out DateTimeOffset? value)
    {
        var done = NumericDate.TryRead(in reader, out var date);
        value = done ? date : null;
        return done;
    }

    private bool TryReadAudiences()
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            var single = TryReadString(out var audience);
            audiences = single ? [audience!] : [];
            return single;
        }

        var several = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!TryReadString(out var audience))
            {
                return false;
            }

            several.Add(audience!);
        }

        audiences = several;
        return true;
    }

    /// <summary>RFC 8693 section 4.1. An impersonator who can't be named is refused: to overlook one would hide the impersonation.</summary>
    private bool TryReadActor()
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return reader.TokenType == JsonTokenType.Null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isSubject = reader.ValueTextEquals(TokenClaimNames.Subject);
            reader.Read();
            if (isSubject && (actor is not null || !TryReadString(out actor)))
            {
                return false;
            }

            reader.Skip();
        }

        AddString(TokenClaimNames.Actor, actor ?? "");
        return !string.IsNullOrEmpty(actor);
    }

    private bool AddValues(string name)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return AddValue(name);
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            AddValue(name);
        }

        return true;
    }

    /// <summary>Objects, arrays in arrays and nulls have no one value that a claim could hold: they are left out.</summary>
    private bool AddValue(string name)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                AddString(name, reader.GetString()!);
                break;
            case JsonTokenType.True or JsonTokenType.False:
                claims.Add(new TokenClaim(name, reader.TokenType == JsonTokenType.True ? "true" : "false", ClaimValueTypes.Boolean));
                break;
            case JsonTokenType.Number:
                var type = reader.TryGetInt64(out _) ? ClaimValueTypes.Integer64 : ClaimValueTypes.Double;
                claims.Add(new TokenClaim(name, Encoding.UTF8.GetString(reader.ValueSpan), type));
                break;
            default:
                reader.Skip();
                break;
        }

        return true;
    }

    private readonly void AddString(string name, string value)
    {
        if (value.Length > 0)
        {
            claims.Add(new TokenClaim(name, value, ClaimValueTypes.String));
        }
    }
}
