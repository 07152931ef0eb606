using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OAuth;

namespace WorkOs.AspNetCore;

/// <summary>Implements AuthKit: exchanges the code for a user and a WorkOS session, which the session of the app follows.</summary>
/// <remarks>See <see href="https://workos.com/docs/reference/authkit"/>.</remarks>
internal sealed class AuthKitProduct(
    ConnectionLookup connections,
    EndedSessions endedSessions,
    SessionRevocation revocation,
    PendingSelectionCookie selections,
    IOptionsMonitor<CookieAuthenticationOptions> cookies) : IRemoteProduct
{
    private const string InvitationKey = ".inv";

    public ValueTask<Selector?> SelectAsync(RemoteRequest request, AuthenticationProperties challenge) => ValueTask.FromResult(
        Selector.ChooseOneOrHosted(
            challenge.GetParameter<string>(WorkOsRemoteChallengeProperties.OrganizationKey),
            challenge.GetParameter<string>(WorkOsRemoteChallengeProperties.ConnectionKey),
            challenge.GetParameter<string>(WorkOsRemoteChallengeProperties.ProviderKey))
        ?? request.Options.DefaultSelector);

    public ValueTask AddParametersAsync(
        RemoteRequest request, AuthorizationParameters parameters, Selector selector, AuthenticationProperties challenge)
    {
        var maxAge = challenge.GetParameter<TimeSpan?>(WorkOsAuthKitChallengeProperties.MaxAgeKey);
        var invitation = challenge.GetParameter<string>(WorkOsAuthKitChallengeProperties.InvitationTokenKey);
        if (!string.IsNullOrWhiteSpace(invitation))
        {
            challenge.Items[InvitationKey] = invitation;
        }

        AddSelector(parameters, selector);
        parameters
            .Add("screen_hint", challenge.GetParameter<string>(WorkOsAuthKitChallengeProperties.ScreenHintKey))
            .Add("login_hint", challenge.GetParameter<string>(WorkOsRemoteChallengeProperties.LoginHintKey))
            .Add("domain_hint", challenge.GetParameter<string>(WorkOsRemoteChallengeProperties.DomainHintKey))
            .Add("prompt", challenge.GetParameter<string>(WorkOsRemoteChallengeProperties.PromptKey))
            .Add("max_age", maxAge is { } age ? ((long)Math.Max(0, age.TotalSeconds)).ToString(CultureInfo.InvariantCulture) : null)
            .Add("invitation_token", invitation)
            .AddProviderParameters(challenge);
        return ValueTask.CompletedTask;
    }

    public async Task<Redemption> RedeemAsync(RemoteRequest request, SignInFlow flow, string code)
    {
        flow.App.Items.Remove(InvitationKey, out var invitation);
        var client = FindClient(request);
        JsonDocument answer;
        try
        {
            answer = await TokenExchange.PostAsync(request, new WorkOsTokenRequest
            {
                ClientId = request.Options.ClientId,
                ClientSecret = request.Options.ClientSecret,
                GrantType = "authorization_code",
                Code = code,
                CodeVerifier = flow.CodeVerifier,
                InvitationToken = invitation,
                IpAddress = client?.IpAddress,
                UserAgent = client?.UserAgent,
            });
        }
        catch (WorkOsAuthenticationException failure) when (
            !request.Options.MustEndInOwnOrganization(flow.Selector)
            && flow.Selector is { } asked
            && NamesOrganization(asked)
            && SelectionRequired.TryRead(failure) is { } required)
        {
            answer = await ChooseWhatWasAskedForAsync(request, asked, required);
        }

        return await AcceptAsync(request, flow, answer);
    }

    public bool IsSessionOf(ClaimsPrincipal session, Selector? selector) => selector switch
    {
        { Kind: SelectorKind.Organization or SelectorKind.HostedOrganization } asked => session.HasClaim(WorkOsClaimTypes.OrganizationId, asked.Value),
        { Kind: SelectorKind.Provider, Value: Selector.HostedProvider } or null => true,
        _ => false,
    };

    public async Task<string?> GetSignOutUrlAsync(RemoteRequest request, AuthenticateResult session, string returnUrl)
    {
        if (session.Principal?.FindFirstValue(WorkOsClaimTypes.SessionId) is not { } sessionId)
        {
            return null;
        }

        // The mark also ends copies of the cookie, and prevents a concurrent refresh from restoring the session. The revocation ends the session at
        // WorkOS if the browser does not follow the redirect.
        await endedSessions.TryEndSessionAsync(request.Options.Environment, sessionId);
        revocation.Begin(request.Scheme.Name, OptionsOf(request), sessionId, request.Http.RequestAborted);
        return new AuthorizationParameters()
            .Add("session_id", sessionId)
            .Add("return_to", SiteUrls.Absolute(request, returnUrl))
            .AppendTo(request.Options.Endpoint("/user_management/sessions/logout"));
    }

    public async Task<bool> TryContinueElsewhereAsync(RemoteRequest request, WorkOsAuthenticationException failure, SignInFlow flow)
    {
        var options = OptionsOf(request);
        if (!options.OrganizationSelectionPath.HasValue
            || NamesOrganization(flow.Selector)
            || SelectionRequired.TryRead(failure) is not { } required)
        {
            return false;
        }

        var pending = new PendingSelection
        {
            Scheme = request.Scheme.Name,
            ClientId = options.ClientId,
            Session = await SessionFingerprint.ReadAsync(request.Http),
            Expires = request.Now + PendingSelectionCookie.Lifetime,
            Token = required.Token,
            Organizations = required.Organizations,
            Selector = flow.Selector?.ToString(),
            Items = new(flow.App.Items, StringComparer.Ordinal),
        };
        selections.Write(request.Http, pending, request.IsSecure);
        request.Http.Response.Redirect(request.PathBase + options.OrganizationSelectionPath);
        return true;
    }

    /// <summary>Continues a pending sign-in with the organization that the user selected.</summary>
    public async Task<Redemption> RedeemSelectionAsync(RemoteRequest request, SignInFlow flow, string pendingToken, string organization) =>
        await AcceptAsync(request, flow, await PostSelectionAsync(request, pendingToken, organization));

    private static WorkOsAuthKitOptions OptionsOf(RemoteRequest request) => (WorkOsAuthKitOptions)request.Options;

    private static ClientInfo? FindClient(RemoteRequest request) => OptionsOf(request).SendClientInfo ? ClientInfo.Of(request.Http) : null;

    private static void AddSelector(AuthorizationParameters parameters, Selector selector)
    {
        switch (selector.Kind)
        {
            case SelectorKind.Connection:
                parameters.Add("connection_id", selector.Value);
                break;
            case SelectorKind.Organization:
                parameters.Add("organization_id", selector.Value);
                break;
            case SelectorKind.HostedOrganization:
                parameters.Add("organization_id", selector.Value).Add("provider", Selector.HostedProvider);
                break;
            default:
                parameters.Add("provider", selector.Value);
                break;
        }
    }

    private async Task<Redemption> AcceptAsync(RemoteRequest request, SignInFlow flow, JsonDocument body)
    {
        var response = OAuthTokenResponse.Success(body);
        var options = OptionsOf(request);
        var answer = AuthKitAnswer.TryRead(body.RootElement)
            ?? throw new WorkOsAuthenticationException(WorkOsFailureCodes.TokenResponseInvalid);
        await RequireWhatWasAskedForAsync(request, flow.Selector, answer);

        var identity = new ClaimsIdentity(request.ClaimsIssuer);
        answer.Token.AddClaimsTo(identity, options.RoleClaim, request.ClaimsIssuer, ClaimNameGuard.Session, answer.Facts);
        var session = new AuthenticationProperties();
        var keepTokens = options.SaveTokens || cookies.Get(options.SignInScheme).SessionStore is not null;
        if (!keepTokens)
        {
            Log.TokensNotKept(request.Logger, request.Scheme.Name);
        }

        SessionState.WriteSignIn(
            session,
            answer.Tokens,
            await endedSessions.FindGenerationAsync(options.Environment, answer.Token.Subject!, request.Http.RequestAborted));
        SessionState.Write(session, answer.Tokens, options.RefreshBeforeExpiration, request.Now, keepTokens);

        return new Redemption(response, answer.User, answer.Organization, identity, session);
    }

    private async Task RequireWhatWasAskedForAsync(RemoteRequest request, Selector? selector, AuthKitAnswer answer)
    {
        var mismatch = AuthKitMatch.FindMismatch(selector, answer, connection: null);
        if (mismatch is null && selector is { Kind: SelectorKind.Connection } asked)
        {
            mismatch = AuthKitMatch.FindMismatch(selector, answer, await FindConnectionAsync(request, asked));
        }

        if (mismatch is not null)
        {
            throw new WorkOsAuthenticationException(mismatch);
        }
    }

    private async Task<ConnectionFacts> FindConnectionAsync(RemoteRequest request, Selector asked)
    {
        try
        {
            return await connections.FindAsync(OptionsOf(request), request.Scheme.Name, asked.Value, request.Http.RequestAborted);
        }
        catch (WorkOsApiException exception)
        {
            throw exception.ToFailure(exception.StatusCode == HttpStatusCode.NotFound
                ? WorkOsFailureCodes.ConnectionInvalid
                : WorkOsFailureCodes.OrganizationLookupFailed);
        }
    }

    private static bool NamesOrganization(Selector? selector) =>
        selector is { Kind: SelectorKind.Organization or SelectorKind.HostedOrganization or SelectorKind.Connection };

    // The sign-in already specified an organization or a connection, so the user does not have to select an organization.
    private async Task<JsonDocument> ChooseWhatWasAskedForAsync(RemoteRequest request, Selector asked, SelectionRequired required)
    {
        var organization = asked.Kind == SelectorKind.Connection
            ? (await FindConnectionAsync(request, asked)).Organization ?? throw new WorkOsAuthenticationException(WorkOsFailureCodes.ConnectionMismatch)
            : asked.Value;
        return required.Organizations.Any(offered => offered.Id == organization)
            ? await PostSelectionAsync(request, required.Token, organization)
            : throw new WorkOsAuthenticationException(WorkOsFailureCodes.OrganizationMismatch);
    }

    private static async Task<JsonDocument> PostSelectionAsync(RemoteRequest request, string pendingToken, string organization)
    {
        var client = FindClient(request);
        var tokens = await TokenExchange.PostAsync(request, new WorkOsTokenRequest
        {
            ClientId = request.Options.ClientId,
            ClientSecret = request.Options.ClientSecret,
            GrantType = "urn:workos:oauth:grant-type:organization-selection",
            PendingAuthenticationToken = pendingToken,
            OrganizationId = organization,
            IpAddress = client?.IpAddress,
            UserAgent = client?.UserAgent,
        });
        if (AuthKitAnswer.TryRead(tokens.RootElement) is { } answer && !answer.IsOf(organization))
        {
            throw new WorkOsAuthenticationException(WorkOsFailureCodes.OrganizationMismatch);
        }

        return tokens;
    }
}
