using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The API keys of customers.</summary>
public sealed class WorkOsSandboxApiKeys
{
    private readonly SandboxEnvironment _environment;
    private readonly WebhookSender _webhooks;
    private readonly ConcurrentDictionary<string, WorkOsSandboxApiKey> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _lastUsed = new(StringComparer.Ordinal);

    internal WorkOsSandboxApiKeys(SandboxEnvironment environment, WebhookSender webhooks)
    {
        _environment = environment;
        _webhooks = webhooks;
    }

    internal AnswerChanges NextResponses { get; } = new();

    /// <summary>Creates a key of an organization.</summary>
    /// <param name="organizationId">An organization of the sandbox.</param>
    /// <param name="permissions">The permission slugs.</param>
    /// <returns>The key; <see cref="WorkOsSandboxApiKey.Value"/> is what a caller of the application's API sends.</returns>
    /// <exception cref="ArgumentException">There is no such organization.</exception>
    public WorkOsSandboxApiKey Create(string organizationId, params IEnumerable<string> permissions)
    {
        ArgumentNullException.ThrowIfNull(permissions);
        return Create(organizationId, options => options.AddPermissions(permissions));
    }

    /// <summary>Creates a key of an organization, or of one of its members.</summary>
    /// <param name="organizationId">An organization of the sandbox.</param>
    /// <param name="configure">Configures the key: owner, permissions, name, expiry, value.</param>
    /// <returns>The key; <see cref="WorkOsSandboxApiKey.Value"/> is what a caller of the application's API sends.</returns>
    /// <exception cref="ArgumentException">There is no such organization or no such member, or the value is taken or does not begin with <c>sk_</c>.</exception>
    public WorkOsSandboxApiKey Create(string organizationId, Action<WorkOsSandboxApiKeyOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new WorkOsSandboxApiKeyOptions();
        configure(options);
        if (_environment.Directory.Organization(organizationId) is null)
        {
            throw new ArgumentException("There is no such organization.", nameof(organizationId));
        }

        if (options.UserId is { } user && !_environment.Directory.IsMember(user, organizationId))
        {
            throw new ArgumentException("The user is not a member of the organization.", nameof(configure));
        }

        var key = new WorkOsSandboxApiKey
        {
            Value = options.Value,
            Name = options.Name,
            OrganizationId = organizationId,
            UserId = options.UserId,
            Permissions = [.. options.Permissions],
            ExpiresAt = options.ExpiresAt,
            Created = _environment.Clock.GetUtcNow(),
        };
        return key.Value is ['s', 'k', '_', _, _, _, _, ..] && _keys.TryAdd(key.Value, key)
            ? key
            : throw new ArgumentException("The value must begin with sk_ and must not be taken.", nameof(configure));
    }

    /// <summary>Revokes a key without sending a webhook.</summary>
    /// <param name="id">The key's <see cref="WorkOsSandboxApiKey.Id"/>.</param>
    /// <returns>False if there is no such key, or it was revoked before.</returns>
    public bool RevokeSilently(string id) => Find(id) is { } key && _keys.TryRemove(key.Value, out _);

    /// <summary>Revokes a key and sends <c>api_key.revoked</c>.</summary>
    /// <param name="id">The key's <see cref="WorkOsSandboxApiKey.Id"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The application's HTTP status, or null if there is no <see cref="WorkOsSandboxAuthKit.WebhookUrl"/>.</returns>
    /// <exception cref="ArgumentException">There is no such key.</exception>
    public Task<int?> RevokeAsync(string id, CancellationToken cancellationToken = default)
    {
        var key = Find(id) ?? throw new ArgumentException("There is no such API key.", nameof(id));
        RevokeSilently(id);
        return _webhooks.SendAsync(WorkOsSandboxWebhookEvents.ApiKeyRevoked, key.ToJson(LastUsed(key)), cancellationToken);
    }

    /// <summary>Changes the next successful answer of <see cref="WorkOsSandboxEndpoints.ApiKeyValidations"/>.</summary>
    /// <param name="change">Changes the answer in place.</param>
    /// <param name="statusCode">The HTTP status to answer with; 200 by default.</param>
    public void NextValidation(Action<JsonObject> change, int statusCode = 200)
    {
        ArgumentNullException.ThrowIfNull(change);
        NextResponses.Add(change, statusCode);
    }

    /// <summary>The key object, or null if no key has this value, or the key has expired or was revoked.</summary>
    internal JsonObject? Validate(string value)
    {
        var now = _environment.Clock.GetUtcNow();
        if (!_keys.TryGetValue(value, out var key) || key.ExpiresAt <= now)
        {
            return null;
        }

        var json = key.ToJson(LastUsed(key));
        _lastUsed[key.Id] = now;
        return json;
    }

    private WorkOsSandboxApiKey? Find(string id) => _keys.Values.FirstOrDefault(key => key.Id == id);

    private DateTimeOffset? LastUsed(WorkOsSandboxApiKey key) => _lastUsed.TryGetValue(key.Id, out var time) ? time : null;
}
