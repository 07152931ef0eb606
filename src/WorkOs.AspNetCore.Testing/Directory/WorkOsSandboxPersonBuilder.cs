using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>Configures a person, in addition to organization and e-mail address. Every method returns the builder.</summary>
public sealed class WorkOsSandboxPersonBuilder
{
    private readonly List<string> _roles = [];
    private readonly List<string> _permissions = [];
    private readonly List<string> _groups = [];
    private readonly JsonObject _customAttributes = [];
    private string? _firstName;
    private string? _lastName;
    private string? _connection;
    private string? _idpId;

    internal WorkOsSandboxPersonBuilder()
    {
    }

    /// <summary>Gives the person a name. Default: none, and the e-mail address is shown.</summary>
    /// <param name="firstName">The given name, or null.</param>
    /// <param name="lastName">The family name, or null.</param>
    public WorkOsSandboxPersonBuilder WithName(string? firstName, string? lastName = null)
    {
        (_firstName, _lastName) = (firstName, lastName);
        return this;
    }

    /// <summary>Gives roles in the organization. Default: none for single sign-on, and WorkOS's <c>member</c> for AuthKit.</summary>
    /// <param name="slugs">The slugs, the first one is WorkOS's single <c>role</c>.</param>
    /// <exception cref="ArgumentNullException">The slugs are null.</exception>
    public WorkOsSandboxPersonBuilder AddRoles(params IEnumerable<string> slugs)
    {
        _roles.AddRange(slugs);
        return this;
    }

    /// <summary>Gives permissions in the organization, in addition to those of the roles. Default: none.</summary>
    /// <param name="slugs">The slugs.</param>
    /// <exception cref="ArgumentNullException">The slugs are null.</exception>
    public WorkOsSandboxPersonBuilder AddPermissions(params IEnumerable<string> slugs)
    {
        _permissions.AddRange(slugs);
        return this;
    }

    /// <summary>Adds groups that the identity provider reports. Default: none.</summary>
    /// <param name="names">The names.</param>
    /// <exception cref="ArgumentNullException">The names are null.</exception>
    public WorkOsSandboxPersonBuilder AddGroups(params IEnumerable<string> names)
    {
        _groups.AddRange(names);
        return this;
    }

    /// <summary>Adds a custom attribute to the single sign-on profile, or replaces it. Default: none.</summary>
    /// <param name="name">The name, such as <c>department_name</c>.</param>
    /// <param name="value">Any JSON value; it is copied.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public WorkOsSandboxPersonBuilder AddCustomAttribute(string name, JsonNode? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _customAttributes[name] = value?.DeepClone();
        return this;
    }

    /// <summary>Lets the person sign in through this connection. Default: the first one of the organization.</summary>
    /// <param name="connectionId">A connection that was added before.</param>
    /// <exception cref="ArgumentException">The id is empty.</exception>
    public WorkOsSandboxPersonBuilder WithConnection(string connectionId)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        _connection = connectionId;
        return this;
    }

    /// <summary>
    /// Gives the person an id at the identity provider. Default: one that is derived from the e-mail address, the same in every run.
    /// </summary>
    /// <param name="idpId">The id.</param>
    /// <exception cref="ArgumentException">The id is empty.</exception>
    public WorkOsSandboxPersonBuilder WithIdpId(string idpId)
    {
        ArgumentException.ThrowIfNullOrEmpty(idpId);
        _idpId = idpId;
        return this;
    }

    internal WorkOsSandboxPerson Build(string? organizationId, string email) => new()
    {
        OrganizationId = organizationId,
        ConnectionId = _connection,
        Email = email,
        FirstName = _firstName,
        LastName = _lastName,
        Groups = [.. _groups],
        Roles = [.. _roles],
        OwnPermissions = [.. _permissions],
        CustomAttributes = _customAttributes,
        IdpId = _idpId ?? SandboxIds.Derive("idp_", email.ToLowerInvariant()),
    };
}
