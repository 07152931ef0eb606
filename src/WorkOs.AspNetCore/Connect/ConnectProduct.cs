using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OAuth;

namespace WorkOs.AspNetCore;

/// <summary>
/// WorkOS Connect: a code is exchanged for an id_token, which identifies the user, and for an access token, which names the organization.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/authkit/connect"/> and <see href="https://openid.net/specs/openid-connect-core-1_0.html"/>.</remarks>
internal sealed class ConnectProduct(
    EndedSessions endedSessions, ReceivingProcess receiver, IOptionsMonitor<CookieAuthenticationOptions> cookies)
    : IRemoteProduct
{
    /// <summary>The issuer of the session id claim. It is not the issuer of the scheme, so that a refresh keeps the claim.</summary>
    internal const string SessionIdIssuer = "WorkOs.AspNetCore";

    // Items with this prefix belong to one sign-in: another sign-in does not inherit them. No session stores the nonce.
    private const string NonceKey = ".wos.nonce";
    private const int RandomBytes = 32;

    public ValueTask<Selector?> SelectAsync(RemoteRequest request, AuthenticationProperties challenge) => ValueTask.FromResult(
        challenge.GetParameter<string>(WorkOsConnectChallengeProperties.OrganizationKey) is { } organization && !string.IsNullOrWhiteSpace(organization)
            ? new Selector(SelectorKind.Organization, organization)
            : request.Options.DefaultSelector);

    public async ValueTask AddParametersAsync(
        RemoteRequest request, AuthorizationParameters parameters, Selector selector, AuthenticationProperties challenge)
    {
        var options = OptionsOf(request);
        parameters.Endpoint = (await options.OpenIdProvider!.FindMetadataAsync(request.Http.RequestAborted)).AuthorizationEndpoint;
        var nonce = Random();
        challenge.Items[NonceKey] = nonce;
        parameters
            .Add("scope", string.Join(' ', ScopesOf(options, challenge)))
            .Add("nonce", nonce)
            .Add("resource", options.Resource)
            .Add("login_hint", challenge.GetParameter<string>(WorkOsConnectChallengeProperties.LoginHintKey))
            .Add("organization_id", selector.Kind == SelectorKind.Organization ? selector.Value : null);
    }

    public async Task VerifyErrorAsync(RemoteRequest request) =>
        RequireIssuer(request, await OptionsOf(request).OpenIdProvider!.FindMetadataAsync(request.Http.RequestAborted));

    public async Task<Redemption> RedeemAsync(RemoteRequest request, SignInFlow flow, string code)
    {
        flow.App.Items.Remove(NonceKey, out var nonce);
        var provider = OptionsOf(request).OpenIdProvider!;
        var metadata = await provider.FindMetadataAsync(request.Http.RequestAborted);
        RequireIssuer(request, metadata);
        if (string.IsNullOrEmpty(nonce))
        {
            throw new WorkOsAuthenticationException(WorkOsFailureCodes.StateInvalid) { IsClientCaused = true };
        }

        await provider.RequireKeysAsync(request.Http.RequestAborted);
        var response = OAuthTokenResponse.Success(await ExchangeAsync(request, flow, metadata, code));
        var answer = await provider.VerifyAsync(response.Response!.RootElement, token => IdTokenExpectation.OfSignIn(token, nonce), request.Http.RequestAborted);
        try
        {
            return IsWhatWasAskedFor(flow.Selector, answer.Organization)
                ? await AcceptAsync(request, response, answer)
                : throw new WorkOsAuthenticationException(WorkOsFailureCodes.OrganizationMismatch);
        }
        catch
        {
            answer.Abandon();
            throw;
        }
    }

    public bool IsSessionOf(ClaimsPrincipal session, Selector? selector) =>
        IsWhatWasAskedFor(selector, session.FindFirstValue(WorkOsClaimTypes.OrganizationId));

    /// <summary>Returns <see langword="null"/>, because Connect has no page that signs out. Ends the session in this app.</summary>
    public async Task<string?> GetSignOutUrlAsync(RemoteRequest request, AuthenticateResult session, string returnUrl)
    {
        if (session.Principal?.FindFirstValue(WorkOsClaimTypes.SessionId) is { } sessionId)
        {
            // Also ends copies of the cookie, and a refresh that is under way.
            await endedSessions.TryEndSessionAsync(request.Options.Environment, sessionId);
        }

        OptionsOf(request).OpenIdProvider!.Revocation.Begin(session.Properties is { } properties ? SessionState.Read(properties)?.RefreshToken : null);
        return null;
    }

    private static WorkOsConnectOptions OptionsOf(RemoteRequest request) => (WorkOsConnectOptions)request.Options;

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    private static IEnumerable<string> ScopesOf(WorkOsConnectOptions options, AuthenticationProperties challenge) =>
        (challenge.GetParameter<ICollection<string>>(OAuthChallengeProperties.ScopeKey) ?? options.Scope).Prepend("openid").Distinct(StringComparer.Ordinal);

    // Only an organization can be requested. Any other selector cannot be compared with the answer, and does not match.
    private static bool IsWhatWasAskedFor(Selector? selector, string? organization) => selector switch
    {
        null or { Kind: SelectorKind.Provider, Value: Selector.HostedProvider } => true,
        { Kind: SelectorKind.Organization } asked => asked.Value == organization,
        _ => false,
    };

    // RFC 9207: rejects an answer from another provider before the code is sent anywhere.
    private static void RequireIssuer(RemoteRequest request, ProviderMetadata metadata)
    {
        var named = request.Http.Request.Query["iss"];
        if (named.Count == 0 ? metadata.NamesIssuerInAnswers : named.Count > 1 || named[0] != metadata.Issuer)
        {
            throw new WorkOsAuthenticationException(WorkOsFailureCodes.IssuerMismatch) { IsClientCaused = true };
        }
    }

    private static Task<JsonDocument> ExchangeAsync(RemoteRequest request, SignInFlow flow, ProviderMetadata metadata, string code) =>
        TokenExchange.RunAsync(request, "authorization_code", () => OptionsOf(request).OpenIdProvider!.Client.RedeemCodeAsync(
            metadata, code, request.Origin + request.PathBase + request.Options.CallbackPath, flow.CodeVerifier, request.Http.RequestAborted));

    private async Task<Redemption> AcceptAsync(RemoteRequest request, OAuthTokenResponse response, ConnectAnswer answer)
    {
        var options = OptionsOf(request);
        var original = OriginalIdToken.Of(answer.User);
        try
        {
            if (await options.OpenIdProvider!.FindUserInfoAsync(answer, request.Http.RequestAborted) is { } user)
            {
                request.Http.Response.RegisterForDispose(user);
                answer = answer with { User = user.RootElement };
            }
        }
        catch (WorkOsApiException exception)
        {
            throw exception.ToFailure(exception.Kind == WorkOsApiErrorKind.Unavailable
                ? WorkOsFailureCodes.TokenExchangeUnavailable
                : WorkOsFailureCodes.ProfileMissing);
        }

        var identity = new ClaimsIdentity(request.ClaimsIssuer);
        answer.Token.AddClaimsTo(identity, options.RoleClaim, request.ClaimsIssuer, answer.Guard);
        var session = new AuthenticationProperties();
        await BeginSessionAsync(request, answer, identity, session);
        if (answer.RefreshToken is not null)
        {
            session.Items[ConnectRefresh.OriginalKey] = original.ToText();
            KeepTokens(request, answer, session);
        }
        else if (options.SaveTokens)
        {
            session.StoreTokens([new AuthenticationToken { Name = "access_token", Value = answer.AccessToken }]);
        }

        return new Redemption(response, answer.User, answer.Organization, identity, session) { Abandon = answer.Abandon };
    }

    // The `sid` of Connect's access token is the id of a consent, which outlives every session, so the session gets its own id. When sessions are
    // ended, their id, date and generation are compared, even if a session has no refresh token and lives as long as its cookie.
    private async Task BeginSessionAsync(
        RemoteRequest request, ConnectAnswer answer, ClaimsIdentity identity, AuthenticationProperties session)
    {
        identity.AddClaim(new Claim(WorkOsClaimTypes.SessionId, "connect_" + Random(), ClaimValueTypes.String, SessionIdIssuer));
        SessionState.WriteSignIn(
            session,
            answer.Tokens,
            await endedSessions.FindGenerationAsync(OptionsOf(request).Environment, answer.Token.Subject!, request.Http.RequestAborted));
    }

    private void KeepTokens(RemoteRequest request, ConnectAnswer answer, AuthenticationProperties session)
    {
        var options = OptionsOf(request);
        var keepTokens = options.SaveTokens || cookies.Get(options.SignInScheme).SessionStore is not null;
        if (!keepTokens)
        {
            Log.TokensNotKept(request.Logger, request.Scheme.Name);
        }

        receiver.WriteTo(session);
        SessionState.Write(session, answer.Tokens, options.RefreshBeforeExpiration, request.Now, keepTokens);
    }
}
