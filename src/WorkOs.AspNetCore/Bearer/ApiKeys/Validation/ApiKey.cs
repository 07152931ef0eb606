using System.Globalization;

namespace WorkOs.AspNetCore;

/// <summary>An API key as WorkOS describes it. Immutable, because requests share the instance while it is cached.</summary>
internal sealed class ApiKey
{
    private const int MaxIdLength = 128;

    public required string Id { get; init; }

    public required string? Name { get; init; }

    /// <summary>The id of the user who owns the key; <see langword="null"/> if an organization owns it.</summary>
    public required string? UserId { get; init; }

    /// <summary>The id of the organization that owns the key, or in which the key acts for its user.</summary>
    public required string OrganizationId { get; init; }

    public required IReadOnlyList<string> Permissions { get; init; }

    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Reads the key from the response; <see langword="null"/> if the kind of its owner is unknown.</summary>
    /// <exception cref="WorkOsApiException">The response does not have the documented format.</exception>
    public static ApiKey? Read(JsonElement key)
    {
        var id = IdOf(key, "id") ?? throw Invalid();
        var owner = key.GetObjectOrNull("owner") ?? throw Invalid();
        var (user, organization) = owner.GetStringOrNull("type") switch
        {
            "organization" => (null, IdOf(owner, "id")),
            "user" when IdOf(owner, "id") is { } userId => (userId, IdOf(owner, "organization_id")),
            _ => default((string?, string?)),
        };

        return organization is null ? null : new ApiKey
        {
            Id = id,
            Name = key.GetStringOrNull("name"),
            UserId = user,
            OrganizationId = organization,
            Permissions = ReadPermissions(key),
            ExpiresAt = ReadExpiry(key),
        };
    }

    /// <summary>
    /// Adds the claims that sessions and access tokens have under the same names, and those that only keys have. The key of an organization has no
    /// user, and therefore no <see cref="ClaimTypes.NameIdentifier"/>.
    /// </summary>
    public void AddClaimsTo(ClaimsIdentity identity, string issuer)
    {
        if (UserId is not null)
        {
            Add(ClaimTypes.NameIdentifier, UserId);
        }

        Add(WorkOsClaimTypes.OrganizationId, OrganizationId);
        foreach (var permission in Permissions)
        {
            Add(WorkOsClaimTypes.Permission, permission);
        }

        Add(WorkOsClaimTypes.TokenKind, WorkOsTokenKinds.ApiKey);
        Add(WorkOsClaimTypes.ApiKeyId, Id);
        Add(WorkOsClaimTypes.ApiKeyOwner, UserId is null ? "organization" : "user");
        if (Name is not null)
        {
            Add(WorkOsClaimTypes.ApiKeyName, Name);
        }

        void Add(string type, string value) => identity.AddClaim(new Claim(type, value, ClaimValueTypes.String, issuer, issuer, identity));
    }

    private static string? IdOf(JsonElement element, string name) =>
        element.GetStringOrNull(name) is { } id && WireText.IsToken(id, MaxIdLength) ? id : null;

    private static List<string> ReadPermissions(JsonElement key)
    {
        var permissions = new List<string>();
        if (IsMissing(key, "permissions", out var list))
        {
            return permissions;
        }

        foreach (var permission in list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : throw Invalid())
        {
            permissions.Add(permission.ValueKind == JsonValueKind.String ? permission.GetString()! : throw Invalid());
        }

        return permissions;
    }

    private static DateTimeOffset? ReadExpiry(JsonElement key)
    {
        if (IsMissing(key, "expires_at", out var expiry))
        {
            return null;
        }

        return expiry.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(expiry.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? time
                : throw Invalid();
    }

    private static bool IsMissing(JsonElement element, string name, out JsonElement value) =>
        !element.TryGetProperty(name, out value) || value.ValueKind == JsonValueKind.Null;

    private static WorkOsApiException Invalid() => new(WorkOsApiErrorKind.Invalid);
}
