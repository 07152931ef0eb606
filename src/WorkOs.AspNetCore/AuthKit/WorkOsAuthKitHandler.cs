using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore;

/// <summary>
/// Signs people in through AuthKit. The session that follows lives in the cookie of <c>SignInScheme</c>, where
/// <see cref="SessionValidator"/> keeps it fresh.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/reference/authkit"/>.</remarks>
public class WorkOsAuthKitHandler : WorkOsRemoteHandler<WorkOsAuthKitOptions>
{
    private const string InvitationKey = ".inv";

    /// <summary>Creates the handler; dependency injection calls this.</summary>
    /// <param name="options">The options of every AuthKit scheme.</param>
    /// <param name="logger">Makes the logger.</param>
    /// <param name="encoder">The encoder for URLs.</param>
    public WorkOsAuthKitHandler(IOptionsMonitor<WorkOsAuthKitOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : base(options, logger, encoder)
    {
    }

    /// <inheritdoc />
    protected override Task<object> CreateEventsAsync() => Task.FromResult<object>(new WorkOsAuthKitEvents());

    // ---- To WorkOS -----------------------------------------------------------------------------------------------

    private protected override ValueTask<Selector?> SelectAsync(AuthenticationProperties properties) => ValueTask.FromResult(
        Selector.ChooseOneOrHosted(
            properties.GetParameter<string>(WorkOsChallengeProperties.OrganizationKey),
            properties.GetParameter<string>(WorkOsChallengeProperties.ConnectionKey),
            properties.GetParameter<string>(WorkOsChallengeProperties.ProviderKey))
        ?? Options.DefaultSelector);

    private protected override void AddParameters(AuthorizationParameters parameters, Selector selector, AuthenticationProperties properties)
    {
        var maxAge = properties.GetParameter<TimeSpan?>(WorkOsAuthKitChallengeProperties.MaxAgeKey);
        var invitation = properties.GetParameter<string>(WorkOsAuthKitChallengeProperties.InvitationTokenKey);
        if (!string.IsNullOrWhiteSpace(invitation))
        {
            properties.Items[InvitationKey] = invitation;
        }

        AddSelector(parameters, selector);
        parameters
            .Add("screen_hint", properties.GetParameter<string>(WorkOsAuthKitChallengeProperties.ScreenHintKey))
            .Add("login_hint", properties.GetParameter<string>(WorkOsChallengeProperties.LoginHintKey))
            .Add("domain_hint", properties.GetParameter<string>(WorkOsChallengeProperties.DomainHintKey))
            .Add("prompt", properties.GetParameter<string>(WorkOsChallengeProperties.PromptKey))
            .Add("max_age", maxAge is { } age ? ((long)Math.Max(0, age.TotalSeconds)).ToString(CultureInfo.InvariantCulture) : null)
            .Add("invitation_token", invitation)
            .AddProviderParameters(properties);
    }

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

    // ---- Back from WorkOS ----------------------------------------------------------------------------------------

    /// <inheritdoc />
    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        context.Properties.Items.TryGetValue(OAuthConstants.CodeVerifierKey, out var verifier);
        context.Properties.Items.Remove(InvitationKey, out var invitation);
        try
        {
            return OAuthTokenResponse.Success(
                await PostTokenRequestAsync(AuthKitGrants.Code(Options, context.Code, verifier, invitation)));
        }
        catch (WorkOsAuthenticationException failure) when (
            !MustEndInOwnOrganization(context.Properties)
            && SignInState.GetSelector(context.Properties) is { } asked
            && NamesOrganization(asked)
            && SelectionRequired.TryRead(failure) is { } required)
        {
            return OAuthTokenResponse.Success(await ChooseWhatWasAskedForAsync(asked, required));
        }
    }

    /// <inheritdoc />
    protected override async Task<AuthenticationTicket> CreateTicketAsync(
        ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var answer = AuthKitAnswer.TryRead(tokens.Response!.RootElement)
            ?? throw new WorkOsAuthenticationException(WorkOsFailureCodes.TokenResponseInvalid);
        await RequireWhatWasAskedForAsync(SignInState.GetSelector(properties), answer);
        RequireOwnOrganization(properties, answer.Organization);
        answer.AddSessionClaims(identity, Options.RoleClaim, ClaimsIssuer);
        var keepTokens = Options.SaveTokens || HasSessionStore;
        if (!keepTokens)
        {
            Log.TokensNotKept(Logger, Scheme.Name);
        }

        var generation = await Context.RequestServices.GetRequiredService<EndedSessions>()
            .FindGenerationAsync(Options.Environment, answer.Token.Subject!, Context.RequestAborted);
        SessionState.WriteSignIn(properties, answer.Tokens, generation);
        SessionState.Write(properties, answer.Tokens, Options.RefreshBeforeExpiration, TimeProvider.GetUtcNow(), keepTokens);

        return await CreateTicketAsync(identity, properties, tokens, answer.User);
    }

    private bool HasSessionStore => SignInScheme is { } cookie
        && Context.RequestServices.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(cookie).SessionStore is not null;

    // The tokens of a session are kept by CreateTicketAsync, which knows whether there is a store to keep them in.
    private protected override IEnumerable<AuthenticationToken> TokensToSave(OAuthTokenResponse tokens) => [];

    private async Task RequireWhatWasAskedForAsync(Selector? selector, AuthKitAnswer answer)
    {
        var mismatch = AuthKitMatch.FindMismatch(selector, answer, connection: null);
        if (mismatch is null && selector is { Kind: SelectorKind.Connection } asked)
        {
            mismatch = AuthKitMatch.FindMismatch(selector, answer, await FindConnectionAsync(asked));
        }

        if (mismatch is not null)
        {
            throw new WorkOsAuthenticationException(mismatch);
        }
    }

    private async Task<ConnectionFacts> FindConnectionAsync(Selector asked)
    {
        try
        {
            return await Context.RequestServices.GetRequiredService<ConnectionLookup>()
                .FindAsync(Options, Scheme.Name, asked.Value, Context.RequestAborted);
        }
        catch (WorkOsApiException exception)
        {
            throw WorkOsAuthenticationException.From(
                exception.StatusCode == HttpStatusCode.NotFound ? WorkOsFailureCodes.ConnectionInvalid : WorkOsFailureCodes.OrganizationLookupFailed,
                exception);
        }
    }

    // ---- A person who must choose an organization first ------------------------------------------------------------

    private static bool NamesOrganization(Selector? selector) =>
        selector is { Kind: SelectorKind.Organization or SelectorKind.HostedOrganization or SelectorKind.Connection };

    // Whoever asked for one organization has nothing to choose.
    private async Task<JsonDocument> ChooseWhatWasAskedForAsync(Selector asked, SelectionRequired required)
    {
        var organization = asked.Kind == SelectorKind.Connection
            ? (await FindConnectionAsync(asked)).Organization ?? throw new WorkOsAuthenticationException(WorkOsFailureCodes.ConnectionMismatch)
            : asked.Value;
        return required.Organizations.Any(offered => offered.Id == organization)
            ? await PostSelectionAsync(required.Token, organization)
            : throw new WorkOsAuthenticationException(WorkOsFailureCodes.OrganizationMismatch);
    }

    private async Task<JsonDocument> PostSelectionAsync(string pendingToken, string organization)
    {
        var tokens = await PostTokenRequestAsync(AuthKitGrants.SelectOrganization(Options, pendingToken, organization));
        if (AuthKitAnswer.TryRead(tokens.RootElement) is { } answer && !answer.IsOf(organization))
        {
            tokens.Dispose();
            throw new WorkOsAuthenticationException(WorkOsFailureCodes.OrganizationMismatch);
        }

        return tokens;
    }

    /// <inheritdoc />
    private protected override async Task<bool> TryContinueElsewhereAsync(WorkOsAuthenticationException failure, AuthenticationProperties? properties)
    {
        if (properties is null
            || !Options.OrganizationSelectionPath.HasValue
            || NamesOrganization(SignInState.GetSelector(properties))
            || SelectionRequired.TryRead(failure) is not { } required)
        {
            return false;
        }

        var pending = new PendingSelection
        {
            Scheme = Scheme.Name,
            ClientId = Options.ClientId,
            Session = await SessionFingerprint.ReadAsync(Context),
            Expires = TimeProvider.GetUtcNow() + PendingSelectionCookie.Lifetime,
            Token = required.Token,
            Organizations = required.Organizations,
            Items = new(properties.Items, StringComparer.Ordinal),
        };
        Context.RequestServices.GetRequiredService<PendingSelectionCookie>()
            .Write(Context, pending, CookieSecurity.IsSecure(Context, Options));
        Response.Redirect(OriginalPathBase + Options.OrganizationSelectionPath);
        return true;
    }

    /// <summary>Goes on with a sign-in that waited for an organization, and signs the person in.</summary>
    internal Task CompleteSelectionAsync(PendingSelection pending, string organization) =>
        FinishAsync(pending.ToProperties(), () => PostSelectionAsync(pending.Token, organization));

    // ---- Ways in that did not start here, sessions that exist already, and the way out ---------------------------

    // A code of AuthKit names no connection; the hosted page asks again.
    private protected override Task<Selector?> LookUpSelectorAsync(string code) => Task.FromResult<Selector?>(null);

    private protected override bool IsSessionOf(ClaimsPrincipal principal, Selector? selector) => selector switch
    {
        { Kind: SelectorKind.Organization or SelectorKind.HostedOrganization } asked => principal.HasClaim(WorkOsClaimTypes.OrganizationId, asked.Value),
        { Kind: SelectorKind.Provider, Value: Selector.HostedProvider } or null => true,
        _ => false,
    };

    private protected override async Task<string?> GetRemoteSignOutUrlAsync(AuthenticateResult session, string returnUrl)
    {
        if (session.Principal?.FindFirstValue(WorkOsClaimTypes.SessionId) is not { } sessionId)
        {
            return null;
        }

        // For a copy of the cookie and for a refresh under way, and where WorkOS never hears of it.
        await Context.RequestServices.GetRequiredService<EndedSessions>().TryEndSessionAsync(Options.Environment, sessionId);
        Context.RequestServices.GetRequiredService<SessionRevocation>().Begin(Scheme.Name, Options, sessionId, Context.RequestAborted);
        return new AuthorizationParameters()
            .Add("session_id", sessionId)
            .Add("return_to", ToAbsolute(returnUrl))
            .AppendTo(Options.Endpoint("/user_management/sessions/logout"));
    }
}
