using System.Text;
using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The custom claims that an environment adds to its access tokens.</summary>
internal sealed class JwtTemplate
{
    private const int MaxBytes = 3072;

    private static readonly string[] Reserved = ["iss", "sub", "exp", "iat", "nbf", "jti"];

    private static readonly Dictionary<string, Func<WorkOsSandboxPerson, SandboxOrganization?, JsonNode?>> Placeholders = new(StringComparer.Ordinal)
    {
        ["user.id"] = (person, _) => person.UserId,
        ["user.email"] = (person, _) => person.Email,
        ["user.first_name"] = (person, _) => person.FirstName,
        ["user.last_name"] = (person, _) => person.LastName,
        ["organization.id"] = (_, organization) => organization?.Id,
        ["organization.name"] = (_, organization) => organization?.Name,
        ["organization_membership.role"] = (person, organization) => organization is null ? null : person.MembershipRoles[0],
        ["organization_membership.permissions"] = (person, organization) => organization is null ? null : person.Permissions.ToJsonArray(),
    };

    private readonly Dictionary<string, JsonNode?> _claims;

    public JwtTemplate(IDictionary<string, JsonNode?> claims)
    {
        foreach (var (name, value) in claims)
        {
            if (Reserved.Contains(name, StringComparer.Ordinal))
            {
                throw new ArgumentException($"The claim '{name}' is reserved and can't be in a JWT template.", nameof(claims));
            }

            if (PlaceholderOf(value) is { } placeholder && !Placeholders.ContainsKey(placeholder))
            {
                throw new ArgumentException($"The JWT template's '{placeholder}' is not known to the sandbox.", nameof(claims));
            }
        }

        _claims = claims.ToDictionary(claim => claim.Key, claim => claim.Value?.DeepClone(), StringComparer.Ordinal);
    }

    /// <summary>Adds the rendered template to the claims. Returns false if the template is larger than WorkOS allows.</summary>
    public bool TryApply(JsonObject claims, WorkOsSandboxPerson person, SandboxOrganization? organization)
    {
        var rendered = new JsonObject();
        foreach (var (name, value) in _claims)
        {
            var filled = PlaceholderOf(value) is { } placeholder ? Placeholders[placeholder](person, organization) : value?.DeepClone();
            if (filled is not null)
            {
                rendered[name] = filled;
            }
        }

        if (Encoding.UTF8.GetByteCount(rendered.ToJsonString()) > MaxBytes)
        {
            return false;
        }

        foreach (var (name, value) in rendered)
        {
            claims[name] = value!.DeepClone();
        }

        return true;
    }

    private static string? PlaceholderOf(JsonNode? value) =>
        value is JsonValue text && text.TryGetValue<string>(out var s)
        && s.StartsWith("{{", StringComparison.Ordinal) && s.EndsWith("}}", StringComparison.Ordinal)
            ? s[2..^2].Trim()
            : null;
}
