using System.Globalization;
using Microsoft.AspNetCore.Authentication.OAuth;

namespace WorkOs.AspNetCore;

/// <summary>Single sign-on: a sign-in with an organization, connection or provider, whose code is redeemed for a profile.</summary>
/// <remarks>See <see href="https://workos.com/docs/reference/sso"/>.</remarks>
internal sealed class SsoProduct(EndedSessions endedSessions) : IRemoteProduct
{
    public async ValueTask<Selector?> SelectAsync(RemoteRequest request, AuthenticationProperties challenge) =>
        Selector.ChooseOne(
            challenge.GetParameter<string>(WorkOsRemoteChallengeProperties.OrganizationKey),
            challenge.GetParameter<string>(WorkOsRemoteChallengeProperties.ConnectionKey),
            challenge.GetParameter<string>(WorkOsRemoteChallengeProperties.ProviderKey))
        ?? (challenge.GetParameter<string>(WorkOsChallengeProperties.DomainKey) is { } domain
            ? await SelectByDomainAsync(request, domain)
            : request.Options.DefaultSelector);

    public ValueTask AddParametersAsync(
        RemoteRequest request, AuthorizationParameters parameters, Selector selector, AuthenticationProperties challenge)
    {
        parameters
            .Add(
                selector.Kind switch
                {
                    SelectorKind.Organization => "organization",
                    SelectorKind.Connection => "connection",
                    SelectorKind.Provider => "provider",
                    _ => "domain",
                },
                selector.Value)
            .Add("login_hint", challenge.GetParameter<string>(WorkOsRemoteChallengeProperties.LoginHintKey))
            .Add("domain_hint", challenge.GetParameter<string>(WorkOsRemoteChallengeProperties.DomainHintKey))
            .Add("prompt", challenge.GetParameter<string>(WorkOsRemoteChallengeProperties.PromptKey))
            .AddProviderParameters(challenge);
        return ValueTask.CompletedTask;
    }

    public async Task<Redemption> RedeemAsync(RemoteRequest request, SignInFlow flow, string code)
    {
        var response = OAuthTokenResponse.Success(await RequestTokenAsync(request, code, flow.CodeVerifier));
        var profile = response.Response!.RootElement.GetObjectOrNull("profile") ?? await GetProfileAsync(request, response);
        if (profile.GetStringOrNull("id") is null)
        {
            throw new WorkOsAuthenticationException(WorkOsFailureCodes.ProfileMissing);
        }

        // WorkOS spells a provider in more than one case (GitHubOAuth, GithubOAuth).
        var organization = profile.GetStringOrNull("organization_id");
        var mismatch = flow.Selector switch
        {
            { Kind: SelectorKind.Organization } asked when organization != asked.Value => WorkOsFailureCodes.OrganizationMismatch,
            { Kind: SelectorKind.Connection } asked when profile.GetStringOrNull("connection_id") != asked.Value => WorkOsFailureCodes.ConnectionMismatch,
            { Kind: SelectorKind.Provider } asked when !asked.Value.Equals(profile.GetStringOrNull("connection_type"), StringComparison.OrdinalIgnoreCase)
                => WorkOsFailureCodes.ProviderMismatch,
            _ => null,
        };
        if (mismatch is not null)
        {
            throw new WorkOsAuthenticationException(mismatch);
        }

        var session = new AuthenticationProperties();
        if (request.Options.SaveTokens)
        {
            session.StoreTokens(TokensOf(response, request.Now));
        }

        var options = (WorkOsOptions)request.Options;
        if (options.WatchesEnds && FindEnds(options.Environment, profile).ToList() is { Count: > 0 } ends)
        {
            (await endedSessions.WatchAsync(ends, request.Http.RequestAborted)).WriteTo(session);
        }

        return new Redemption(response, profile, organization, new ClaimsIdentity(request.ClaimsIssuer), session);
    }

    public bool IsSessionOf(ClaimsPrincipal session, Selector? selector) => selector switch
    {
        { Kind: SelectorKind.Organization } asked => session.HasClaim(WorkOsClaimTypes.OrganizationId, asked.Value),
        { Kind: SelectorKind.Connection } asked => session.HasClaim(WorkOsClaimTypes.ConnectionId, asked.Value),
        { Kind: SelectorKind.Provider } asked => session.HasClaim(claim =>
            claim.Type == WorkOsClaimTypes.ConnectionType && claim.Value.Equals(asked.Value, StringComparison.OrdinalIgnoreCase)),
        _ => true,
    };

    public Task<string?> GetSignOutUrlAsync(RemoteRequest request, AuthenticateResult session, string returnUrl) => SingleLogout.GetUrlAsync(
        (WorkOsOptions)request.Options, session.Principal!, request.Options.TimeProvider!, request.Logger, request.Scheme.Name, request.Http.RequestAborted);

    public async Task<Selector?> LookUpSelectorAsync(RemoteRequest request, string code)
    {
        var response = await RequestTokenAsync(request, code, verifier: null);
        var connection = response.RootElement.GetObjectOrNull("profile")?.GetStringOrNull("connection_id");
        return connection is null ? null : new Selector(SelectorKind.Connection, connection);
    }

    private static IEnumerable<End> FindEnds(string environment, JsonElement profile)
    {
        if (profile.GetStringOrNull("connection_id") is { } connection)
        {
            yield return End.OfConnection(environment, connection);
        }

        if (profile.GetStringOrNull("organization_id") is not { } organization)
        {
            yield break;
        }

        yield return End.OfOrganization(environment, organization);
        if (profile.GetStringOrNull("idp_id") is { } idpId)
        {
            yield return End.OfDirectoryUser(environment, organization, idpId);
        }

        if (profile.GetStringOrNull("email") is { } email)
        {
            yield return End.OfDirectoryAddress(environment, organization, email);
        }
    }

    private static async ValueTask<Selector?> SelectByDomainAsync(RemoteRequest request, string domain)
    {
        if (DomainName.Normalize(domain) is not { } normalized)
        {
            throw new WorkOsAuthenticationException(WorkOsFailureCodes.OrganizationNotFound);
        }

        if (((WorkOsOptions)request.Options).DomainMode == WorkOsDomainMode.SendAsParameter)
        {
            return new Selector(SelectorKind.Domain, normalized);
        }

        // Resolved from the request's services, because the app may register a resolver that uses a database context.
        var resolver = request.Http.RequestServices.GetRequiredService<IWorkOsOrganizationResolver>();
        return await OrganizationLookup.FindAsync(resolver, request.Scheme, normalized, request.Http, request.Http.RequestAborted) is { } organization
            ? new Selector(SelectorKind.Organization, organization)
            : throw new WorkOsAuthenticationException(WorkOsFailureCodes.OrganizationNotFound);
    }

    private static Task<JsonDocument> RequestTokenAsync(RemoteRequest request, string code, string? verifier) =>
        TokenExchange.PostAsync(request, new WorkOsTokenRequest
        {
            ClientId = request.Options.ClientId,
            ClientSecret = request.Options.ClientSecret,
            GrantType = "authorization_code",
            Code = code,
            CodeVerifier = verifier,
        });

    private static async Task<JsonElement> GetProfileAsync(RemoteRequest request, OAuthTokenResponse response)
    {
        var accessToken = response.Response!.RootElement.GetStringOrNull("access_token");
        if (!WireText.IsBearerToken(accessToken))
        {
            throw new WorkOsAuthenticationException(WorkOsFailureCodes.TokenResponseInvalid);
        }

        try
        {
            var answer = await new WorkOsApiClient(request.Options.Backchannel)
                .GetAsync(request.Options.UserInformationEndpoint, accessToken, request.Http.RequestAborted);
            request.Http.Response.RegisterForDispose(answer);
            return answer.RootElement;
        }
        catch (WorkOsApiException exception)
        {
            throw exception.ToFailure(exception.Kind == WorkOsApiErrorKind.Unavailable
                ? WorkOsFailureCodes.TokenExchangeUnavailable
                : WorkOsFailureCodes.ProfileMissing);
        }
    }

    private static IEnumerable<AuthenticationToken> TokensOf(OAuthTokenResponse response, DateTimeOffset now)
    {
        var expires = int.TryParse(response.ExpiresIn, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? (now + TimeSpan.FromSeconds(seconds)).ToString("o", CultureInfo.InvariantCulture)
            : null;
        (string Name, string? Value)[] tokens =
            [("access_token", response.AccessToken), ("token_type", response.TokenType), ("expires_at", expires)];
        return tokens
            .Where(token => !string.IsNullOrEmpty(token.Value))
            .Select(token => new AuthenticationToken { Name = token.Name, Value = token.Value! });
    }
}
