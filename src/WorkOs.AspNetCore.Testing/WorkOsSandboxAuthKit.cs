using System.Text.Json.Nodes;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The AuthKit side of a sandbox: sessions, keys and webhooks.</summary>
public sealed class WorkOsSandboxAuthKit
{
    private readonly AuthKitEnvironment _authKit;

    internal WorkOsSandboxAuthKit(AuthKitEnvironment authKit) => _authKit = authKit;

    /// <summary>The issuer of access tokens.</summary>
    public string Issuer => _authKit.AccessTokens.Issuer;

    /// <summary>The secret that webhooks are signed with. Configure the application with it.</summary>
    public string WebhookSecret => _authKit.Webhooks.Secret;

    /// <summary>The URL that webhooks are sent to, or null, the default, to send none.</summary>
    public Uri? WebhookUrl
    {
        get => _authKit.Webhooks.Url;
        set => _authKit.Webhooks.Url = value;
    }

    /// <summary>The ids of the sessions that have not ended.</summary>
    public IReadOnlyList<string> ActiveSessions => _authKit.Sessions.ActiveIds;

    /// <summary>Creates a new signing key, which signs all tokens from now on.</summary>
    /// <param name="keepPrevious">Whether the key set still contains the previous keys; otherwise the tokens that they signed are no longer valid.
    /// <see langword="true"/> by default.</param>
    /// <returns>The new key's id (<c>kid</c>).</returns>
    public string RotateSigningKey(bool keepPrevious = true) => _authKit.SigningKeys.Rotate(keepPrevious);

    /// <summary>Starts a session for a person and returns its access token, for tests of an API.</summary>
    /// <param name="person">One of <see cref="WorkOsSandbox.People"/>; the token is for their organization.</param>
    /// <param name="change">Changes the claims of this token in place before it is signed. A change of <see cref="NextAccessToken"/> is not applied,
    /// and waits for the next token.</param>
    /// <exception cref="InvalidOperationException">The JWT template makes the token too large.</exception>
    public string CreateAccessToken(WorkOsSandboxPerson person, Action<JsonObject>? change = null)
    {
        ArgumentNullException.ThrowIfNull(person);
        var session = _authKit.Sessions.Start(Grant(person, null), person.OrganizationId);
        return _authKit.AccessTokens.Issue(session, person, change) ?? throw new InvalidOperationException("The JWT template renders more than 3072 bytes.");
    }

    /// <summary>Changes the claims of the next access token before it is signed.</summary>
    /// <param name="change">Changes the claims in place.</param>
    public void NextAccessToken(Action<JsonObject> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _authKit.AccessTokens.NextClaims.Enqueue(change);
    }

    /// <summary>Changes the next successful answer of <see cref="WorkOsSandboxEndpoints.AuthKitAuthenticate"/>.</summary>
    /// <param name="change">Changes the answer in place.</param>
    /// <param name="statusCode">The HTTP status to answer with; 200 by default.</param>
    public void NextAuthenticateResponse(Action<JsonObject> change, int statusCode = 200)
    {
        ArgumentNullException.ThrowIfNull(change);
        _authKit.NextResponses.Add(change, statusCode);
    }

    /// <summary>Makes the next sign-in an impersonation: an impersonator signs in as the person. The session ends after 60 minutes.</summary>
    /// <param name="impersonatorEmail">The e-mail address of the impersonator, for the <c>act</c> claim of the token.</param>
    /// <param name="reason">The reason that was given in the dashboard; none by default.</param>
    public void ImpersonateNext(string impersonatorEmail, string? reason = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(impersonatorEmail);
        _authKit.Grants.NextImpersonators.Enqueue(new(impersonatorEmail, reason));
    }

    /// <summary>Impersonates a person as WorkOS's dashboard does: the callback receives a code and no state.</summary>
    /// <param name="person">One of <see cref="WorkOsSandbox.People"/>.</param>
    /// <param name="impersonatorEmail">The e-mail address of the impersonator.</param>
    /// <param name="redirectUri">The application's callback.</param>
    /// <param name="reason">The reason that was given in the dashboard; none by default.</param>
    /// <returns>The URL that the browser is redirected to.</returns>
    public Uri Impersonate(WorkOsSandboxPerson person, string impersonatorEmail, Uri redirectUri, string? reason = null)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentException.ThrowIfNullOrEmpty(impersonatorEmail);
        ArgumentNullException.ThrowIfNull(redirectUri);
        var code = _authKit.Grants.IssueCode(Grant(person, new(impersonatorEmail, reason)));
        return new(SignInOutcome.Code(code).CallbackUrl(redirectUri.AbsoluteUri, state: null));
    }

    /// <summary>Ends a session without sending a webhook; its next refresh fails.</summary>
    /// <param name="sessionId">The session's id, the <c>sid</c> of its tokens.</param>
    /// <returns>False if there is no such session, or it has already ended.</returns>
    public bool EndSession(string sessionId) => _authKit.Sessions.End(sessionId);

    /// <summary>Ends all sessions of a user without sending a webhook.</summary>
    /// <param name="userId">The user's id, the <c>sub</c> of their tokens.</param>
    public void RevokeUser(string userId) => _authKit.Sessions.EndAllOf(userId);

    /// <summary>Ends a session and sends <c>session.revoked</c>.</summary>
    /// <param name="sessionId">The session's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The application's HTTP status, or null if there is no <see cref="WebhookUrl"/>.</returns>
    /// <exception cref="ArgumentException">There is no such session.</exception>
    public Task<int?> RevokeSessionAsync(string sessionId, CancellationToken cancellationToken = default) =>
        _authKit.Sessions.Find(sessionId) is { } session
            ? _authKit.RevokeAsync(session, cancellationToken)
            : throw new ArgumentException("There is no such session.", nameof(sessionId));

    /// <summary>Deletes a user from all organizations, ends their sessions and sends <c>user.deleted</c>.</summary>
    /// <param name="userId">The user's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The application's HTTP status, or null if there is no <see cref="WebhookUrl"/>.</returns>
    /// <exception cref="ArgumentException">There is no such user.</exception>
    public Task<int?> DeleteUserAsync(string userId, CancellationToken cancellationToken = default)
    {
        var deleted = _authKit.DeleteUser(userId) ?? throw new ArgumentException("There is no such user.", nameof(userId));
        return _authKit.Webhooks.SendAsync(WorkOsSandboxWebhookEvents.UserDeleted, deleted, cancellationToken);
    }

    /// <summary>
    /// Removes a user from an organization and sends <c>organization_membership.deleted</c>. Refreshes for the organization fail; the user is not
    /// deleted.
    /// </summary>
    /// <param name="userId">The user's id.</param>
    /// <param name="organizationId">The organization's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The application's HTTP status, or null if there is no <see cref="WebhookUrl"/>.</returns>
    /// <exception cref="ArgumentException">There is no such member.</exception>
    public Task<int?> RemoveMemberAsync(string userId, string organizationId, CancellationToken cancellationToken = default)
    {
        var removed = _authKit.RemoveMember(userId, organizationId) ?? throw new ArgumentException("There is no such member.", nameof(userId));
        return _authKit.Webhooks.SendAsync(WorkOsSandboxWebhookEvents.OrganizationMembershipDeleted, removed, cancellationToken);
    }

    /// <summary>Signs a webhook without sending it.</summary>
    /// <param name="eventName">The event, such as <see cref="WorkOsSandboxWebhookEvents.SessionRevoked"/>.</param>
    /// <param name="data">The event's object.</param>
    /// <param name="time">The time of the signature; now by default.</param>
    /// <param name="secret">The secret to sign with; <see cref="WebhookSecret"/> by default.</param>
    public WorkOsSandboxWebhook CreateSignedWebhook(string eventName, JsonObject data, DateTimeOffset? time = null, string? secret = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        ArgumentNullException.ThrowIfNull(data);
        return _authKit.Webhooks.Sign(eventName, data, time, secret);
    }

    /// <summary>Signs a webhook and sends it to <see cref="WebhookUrl"/>.</summary>
    /// <param name="eventName">The event, such as <see cref="WorkOsSandboxWebhookEvents.SessionRevoked"/>.</param>
    /// <param name="data">The event's object.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The application's HTTP status, or null if there is no <see cref="WebhookUrl"/>.</returns>
    /// <exception cref="HttpRequestException">The application can't be reached.</exception>
    public Task<int?> SendWebhookAsync(string eventName, JsonObject data, CancellationToken cancellationToken = default) =>
        SendWebhookAsync(CreateSignedWebhook(eventName, data), cancellationToken);

    /// <summary>Sends a webhook unchanged to <see cref="WebhookUrl"/>.</summary>
    /// <param name="webhook">The body and its signature.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The application's HTTP status, or null if there is no <see cref="WebhookUrl"/>.</returns>
    /// <exception cref="HttpRequestException">The application can't be reached.</exception>
    public Task<int?> SendWebhookAsync(WorkOsSandboxWebhook webhook, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        return _authKit.Webhooks.SendAsync(webhook, cancellationToken);
    }

    private static AuthKitGrant Grant(WorkOsSandboxPerson person, Impersonator? impersonator) => new()
    {
        UserId = person.UserId,
        OrganizationId = person.OrganizationId,
        Method = "Password",
        CodeChallenge = null,
        Impersonator = impersonator,
    };
}
