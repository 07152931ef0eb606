namespace WorkOs.AspNetCore;

/// <summary>
/// The AuthKit domain of one scheme, as an OpenID provider: its metadata, its keys, and the tokens that it issues to the application. Metadata and
/// keys are cached for the scheme in this process, until they are too old.
/// </summary>
internal sealed class ConnectProvider
{
    private const int MaxExplained = 5;

    private readonly ConnectSettings _settings;
    private readonly OutcomeReports _reports;
    private readonly ILogger _logger;
    private readonly AuthKitDiscovery _discovery;
    private readonly SigningKeyCache _keys;
    private readonly IdTokenValidator _idTokens;
    private readonly AccessTokenValidator _accessTokens;

    public ConnectProvider(ConnectSettings settings, TimeProvider time, OutcomeReports reports, ILogger logger)
    {
        (_settings, _reports, _logger) = (settings, reports, logger);
        _discovery = new AuthKitDiscovery(settings.Backchannel, settings.Domain, settings.AllowedEndpointOrigins, settings.Scheme, time, reports, logger);
        Client = new ConnectClient(settings);
        Revocation = new ConnectRevocation(Client, () => FindMetadataAsync(CancellationToken.None), settings.Scheme, logger);

        var issuer = WorkOsAddress.Origin(settings.Domain);
        _keys = new SigningKeyCache(FetchKeysAsync, time);
        _idTokens = new IdTokenValidator(_keys, new IdTokenRules(issuer, settings.ClientId, time));
        _accessTokens = new AccessTokenValidator(_keys, new TokenValidationSettings
        {
            Issuers = [issuer],
            RequireSession = false,
            TimeProvider = time,
        });
    }

    public ConnectClient Client { get; }

    public ConnectRevocation Revocation { get; }

    /// <exception cref="WorkOsAuthenticationException">The metadata cannot be fetched, or is invalid.</exception>
    public async ValueTask<ProviderMetadata> FindMetadataAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _discovery.GetAsync(cancellationToken);
        }
        catch (DiscoveryException exception)
        {
            throw new WorkOsAuthenticationException(
                exception.IsOutage ? WorkOsFailureCodes.DiscoveryUnavailable : WorkOsFailureCodes.DiscoveryInvalid, innerException: exception.InnerException)
            {
                LogDescription = exception.Message,
            };
        }
    }

    /// <summary>Fetches keys if there are no usable ones, because tokens that cannot be verified are not requested.</summary>
    /// <exception cref="WorkOsAuthenticationException">No usable keys are available.</exception>
    public async ValueTask RequireKeysAsync(CancellationToken cancellationToken)
    {
        var keys = _keys.Current ?? await _keys.GetFreshAsync(cancellationToken);
        if (keys is { UsableCount: 0 })
        {
            keys = await _keys.GetNewerThanAsync(keys, cancellationToken);
        }

        if (keys is not { UsableCount: > 0 })
        {
            throw new WorkOsAuthenticationException(WorkOsFailureCodes.DiscoveryUnavailable)
            {
                LogDescription = "There are no keys to verify tokens with.",
            };
        }
    }

    /// <summary>Reads an answer of the token endpoint, and verifies its tokens.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="expect">Creates the expectations of the id_token from the access token.</param>
    /// <param name="cancellationToken">Cancels the wait for keys.</param>
    /// <exception cref="WorkOsAuthenticationException">The answer or one of its tokens is invalid, or there are no keys.</exception>
    public async Task<ConnectAnswer> VerifyAsync(JsonElement body, Func<string, IdTokenExpectation> expect, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(body, expect, cancellationToken);
        }
        catch
        {
            // The refresh token of a rejected answer is not stored, so it is revoked here.
            Revocation.Begin(body.GetStringOrNull("refresh_token"));
            throw;
        }
    }

    private async Task<ConnectAnswer> ReadAsync(JsonElement body, Func<string, IdTokenExpectation> expect, CancellationToken cancellationToken)
    {
        if (body.GetStringOrNull("id_token") is not { } idToken
            || body.GetStringOrNull("access_token") is not { } accessToken
            || !"bearer".Equals(body.GetStringOrNull("token_type"), StringComparison.OrdinalIgnoreCase))
        {
            throw new WorkOsAuthenticationException(WorkOsFailureCodes.TokenResponseInvalid);
        }

        var identity = await _idTokens.ValidateAsync(idToken, expect(accessToken), cancellationToken);
        if (!identity.Succeeded)
        {
            throw Refused("id_token", identity.Refusal, identity.IsOutage);
        }

        var access = await _accessTokens.ValidateAsync(accessToken, cancellationToken);
        if (!access.Succeeded)
        {
            throw Refused("access token", access.Failure.ToString(), access.Failure == WorkOsTokenFailure.KeysUnavailable);
        }

        // An id_token has no client id, and a token of AuthKit's own sessions has another client id.
        return access.Token.ClientId != _settings.ClientId ? throw Refused("access token", nameof(WorkOsTokenFailure.InvalidClient), isOutage: false)
            : access.Token.Subject != identity.Claims.Value.GetStringOrNull("sub") ? throw Refused("access token", "OtherSubject", isOutage: false)
            : access.Token.IsMachine ? throw Refused("access token", "Machine", isOutage: false)
            : !IsForResource(access.Token) ? throw Refused("access token", ExplainAudience(access.Token), isOutage: false)
            : new ConnectAnswer(identity.Claims.Value, access.Token, accessToken, body.GetStringOrNull("refresh_token"))
            {
                Revocation = Revocation,
                Guard = _settings.IsOwnEnvironment ? ClaimNameGuard.Connect : ClaimNameGuard.ForeignEnvironment,
            };
    }

    /// <summary>The claims of the user from the userinfo endpoint; <see langword="null"/> if the app does not use that endpoint.</summary>
    /// <exception cref="WorkOsApiException">The endpoint refused, or could not be reached.</exception>
    /// <exception cref="WorkOsAuthenticationException">The answer is about another user, or there is no endpoint.</exception>
    public async Task<JsonDocument?> FindUserInfoAsync(ConnectAnswer answer, CancellationToken cancellationToken)
    {
        if (!_settings.AsksForUserInfo)
        {
            return null;
        }

        var endpoint = (await FindMetadataAsync(cancellationToken)).UserInfoEndpoint;
        if (endpoint is null || !WireText.IsBearerToken(answer.AccessToken))
        {
            throw new WorkOsAuthenticationException(WorkOsFailureCodes.ProfileMissing);
        }

        var user = await Client.GetUserInfoAsync(endpoint, answer.AccessToken, cancellationToken);
        if (user.RootElement.GetStringOrNull("sub") == answer.Token.Subject)
        {
            return user;
        }

        // OpenID Connect Core 5.3.2: the answer may be about another user.
        user.Dispose();
        throw new WorkOsAuthenticationException(WorkOsFailureCodes.ProfileMissing);
    }

    /// <summary>
    /// A refreshed session with the claims of the userinfo endpoint, or with those of its id_token if that endpoint fails: the refresh token has
    /// been used, so the new tokens, which are verified, must not be lost.
    /// </summary>
    public async Task<ConnectAnswer> WithUserInfoAsync(ConnectAnswer answer)
    {
        try
        {
            using var user = await FindUserInfoAsync(answer, CancellationToken.None);
            return user is null ? answer : answer with { User = user.RootElement.Clone() };
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // An HTTP handler of the app may throw any exception.
            Log.UserInfoUnavailable(_logger, _settings.Scheme, exception.GetType().Name, (exception as WorkOsApiException)?.StatusCode);
            return answer;
        }
    }

    // RFC 8707: a token for another API, or for several, must not be sent to the requested API.
    private bool IsForResource(AccessToken token) =>
        string.IsNullOrEmpty(_settings.Resource) || (token.Audiences is [var audience] && audience == _settings.Resource);

    private string ExplainAudience(AccessToken token)
    {
        var found = token.Audiences.Count == 0 ? "absent" : string.Join(" and ", token.Audiences.Take(MaxExplained).Select(name => $"'{LogText.PublicName(name)}'"));
        return $"{nameof(WorkOsTokenFailure.InvalidAudience)}, its audience is {found}; expected is '{LogText.PublicName(_settings.Resource)}' alone. "
            + "Register that resource at WorkOS (Connect, Configuration), or correct Resource in the options";
    }

    private static WorkOsAuthenticationException Refused(string token, string reason, bool isOutage) =>
        new(isOutage ? WorkOsFailureCodes.DiscoveryUnavailable : WorkOsFailureCodes.TokenInvalid)
        {
            LogDescription = $"The {token} was refused: {reason}.",
        };

    private async Task<SigningKeySet?> FetchKeysAsync()
    {
        var begun = _reports.Begin();
        try
        {
            var metadata = await _discovery.GetAsync(CancellationToken.None);
            using var document = await new WorkOsApiClient(_settings.Backchannel).GetAsync(metadata.KeySet, bearer: null, CancellationToken.None);
            if (JsonWebKeySet.TryRead(document.RootElement, out var keys))
            {
                _reports.KeysFetched(_settings.Scheme, begun, error: null);
                return keys;
            }

            _reports.KeysFetched(_settings.Scheme, begun, WorkOsApiException.InvalidResponse);
            Log.DomainKeysUnavailable(_logger, _settings.Scheme, details: "");
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // An HTTP handler of the app may throw any exception, and the waiting sign-ins need a result.
            _reports.KeysFetched(_settings.Scheme, begun, DiscoveryException.ErrorOf(exception));
            Log.DomainKeysUnavailable(_logger, _settings.Scheme, DiscoveryException.DetailsOf(exception));
        }

        return null;
    }
}
