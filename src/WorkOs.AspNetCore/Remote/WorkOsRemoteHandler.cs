using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore;

/// <summary>
/// Makes every browser sign-in through WorkOS safe: state, correlation, return URLs, methods, restarts. A product on
/// top says how to select the identity provider, what to exchange, and which claims come of it. Failures are answered
/// in the other half of this class.
/// </summary>
/// <typeparam name="TOptions">The options of the product.</typeparam>
public abstract partial class WorkOsRemoteHandler<TOptions> : OAuthHandler<TOptions>
    where TOptions : WorkOsRemoteOptions, new()
{
    private const int CodeVerifierBytes = 32;
    private const int MaxUnattendedRestarts = 3;
    private const string RetryParameter = "retry";
    private static readonly TimeSpan UnattendedRestartWindow = TimeSpan.FromMinutes(2);

    /// <summary>Creates the handler; dependency injection calls this.</summary>
    /// <param name="options">The options of every scheme.</param>
    /// <param name="logger">Makes the logger.</param>
    /// <param name="encoder">The encoder for URLs.</param>
    private protected WorkOsRemoteHandler(IOptionsMonitor<TOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : base(options, logger, encoder)
    {
    }

    /// <summary>The selector of a challenge, <see langword="null"/> when it names none and there is no default.</summary>
    private protected abstract ValueTask<Selector?> SelectAsync(AuthenticationProperties properties);

    /// <summary>Adds the selector and the sign-in parameters of the product.</summary>
    private protected abstract void AddParameters(AuthorizationParameters parameters, Selector selector, AuthenticationProperties properties);

    /// <summary>Whether a session of this scheme is what the selector asks for.</summary>
    private protected abstract bool IsSessionOf(ClaimsPrincipal principal, Selector? selector);

    /// <summary>Learns which connection a code belongs to, and nothing else of it.</summary>
    private protected abstract Task<Selector?> LookUpSelectorAsync(string code);

    private T Services<T>()
        where T : notnull => Context.RequestServices.GetRequiredService<T>();

    private protected WorkOsApiClient Api => new(Backchannel);

    private CorrelationCookies Correlation => new(Context, Options, OriginalPathBase, TimeProvider);

    // ---- Challenge ---------------------------------------------------------------------------------------------

    /// <inheritdoc />
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (!NavigationRequest.IsNavigation(Request) || (!Options.Enabled && !Options.SignInPath.HasValue))
        {
            Log.ChallengeNotNavigation(Logger, Scheme.Name);
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        // A copy, because the app may challenge twice with one object; its parameters never reach the state.
        var flow = SignInState.CopyForNewFlow(properties);
        flow.RedirectUri = CheckReturnUrl(properties.RedirectUri ?? ReturnUrlOfRequest());
        try
        {
            await StartAsync(flow);
        }
        catch (WorkOsAuthenticationException failure)
        {
            await FailAsync(failure, flow);
        }
        catch (OperationCanceledException) when (Context.RequestAborted.IsCancellationRequested)
        {
            Log.BrowserGone(Logger, Scheme.Name);
        }
    }

    private async Task StartAsync(AuthenticationProperties flow)
    {
        var selector = Options.Enabled ? SignInState.GetSelector(flow) ?? await SelectAsync(flow) : null;
        if (selector is null && Options.SignInPath.HasValue && !IsSignInPage())
        {
            Response.Redirect(SignInUrl(flow.RedirectUri));
            return;
        }

        if (selector is not { } chosen)
        {
            throw new WorkOsAuthenticationException(
                WorkOsFailureCodes.InvalidConnectionSelector,
                $"The challenge of scheme '{Scheme.Name}' names no organization, connection or provider: name one in WorkOsChallengeProperties, or set a default or SignInPath in the options. A page at SignInPath must allow anonymous visitors.");
        }

        if (!chosen.IsWellFormed)
        {
            throw new WorkOsAuthenticationException(chosen.MalformedCode);
        }

        SignInState.SetSelector(flow, chosen);
        SignInState.SetIssued(flow, TimeProvider.GetUtcNow());
        GenerateCorrelationId(flow);
        var url = BuildChallengeUrl(flow, RedirectUri());
        Response.Headers.CacheControl = "no-store";
        await Events.RedirectToAuthorizationEndpoint(new RedirectContext<OAuthOptions>(Context, Scheme, Options, flow, url));
    }

    /// <inheritdoc />
    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        var selector = SignInState.GetSelector(properties)
            ?? throw new InvalidOperationException("A challenge URL needs a selector: challenge the scheme instead of building its URL.");

        var parameters = new AuthorizationParameters()
            .Add("client_id", Options.ClientId)
            .Add("redirect_uri", redirectUri)
            .Add("response_type", "code");
        if (Options.UsePkce)
        {
            var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CodeVerifierBytes));
            properties.Items[OAuthConstants.CodeVerifierKey] = verifier;
            parameters
                .Add(OAuthConstants.CodeChallengeKey, Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))))
                .Add(OAuthConstants.CodeChallengeMethodKey, OAuthConstants.CodeChallengeMethodS256);
        }

        AddParameters(parameters, selector, properties);
        parameters.AddUnreserved(Options.AdditionalAuthorizationParameters);
        parameters.Add("state", Options.StateDataFormat.Protect(properties));
        return parameters.AppendTo(Options.AuthorizationEndpoint);
    }

    /// <inheritdoc />
    protected override void GenerateCorrelationId(AuthenticationProperties properties) => Correlation.Issue(properties);

    /// <inheritdoc />
    protected override bool ValidateCorrelationId(AuthenticationProperties properties) => Correlation.Consume(properties);

    private string RedirectUri()
    {
        if (Options.PublicOrigin is { } origin)
        {
            return origin.GetLeftPart(UriPartial.Authority) + OriginalPathBase + Options.CallbackPath;
        }

        Services<ForwardedHeadersCheck>().Inspect(Request, Scheme.Name, Logger);
        return BuildRedirectUri(Options.CallbackPath);
    }

    // A sign-in page that itself wants a signed-in person would be sent to itself for ever.
    private bool IsSignInPage() => HttpMethods.IsGet(Request.Method) && OriginalPath == Options.SignInPath;

    private string SignInUrl(string? returnUrl) => QueryHelpers.AddQueryString(
        OriginalPathBase + Options.SignInPath, Options.ReturnUrlParameter, returnUrl ?? RootUrl());

    // ---- Return URLs -------------------------------------------------------------------------------------------

    private string RootUrl() => OriginalPathBase + "/";

    // What was posted cannot be repeated by a redirect.
    private string ReturnUrlOfRequest() => HttpMethods.IsGet(Request.Method)
        ? OriginalPathBase + OriginalPath + Request.QueryString
        : RootUrl();

    private string CheckReturnUrl(string url)
    {
        var allowed = Options.PublicOrigin is { } origin
            ? Options.AllowedReturnOrigins.Append(origin.GetLeftPart(UriPartial.Authority))
            : Options.AllowedReturnOrigins;
        if (ReturnUrlPolicy.Check(url, allowed) is { } safe)
        {
            return safe;
        }

        Log.ReturnUrlRefused(Logger, Scheme.Name);
        return RootUrl();
    }

    // ---- Callback ----------------------------------------------------------------------------------------------

    /// <inheritdoc />
    public override Task<bool> ShouldHandleRequestAsync() => Task.FromResult(Options.CallbackPath == Request.Path && Options.Enabled);

    /// <inheritdoc />
    public override async Task<bool> HandleRequestAsync()
    {
        if (Options.CallbackPath != Request.Path || !Options.Enabled)
        {
            return false;
        }

        Response.Headers.CacheControl = "no-store";
        try
        {
            return await HandleCallbackAsync();
        }
        catch (OperationCanceledException) when (Context.RequestAborted.IsCancellationRequested)
        {
            Log.BrowserGone(Logger, Scheme.Name);
            return true;
        }
    }

    private async Task<bool> HandleCallbackAsync()
    {
        if (!HttpMethods.IsGet(Request.Method))
        {
            Response.Headers.Allow = HttpMethods.Get;
            return await FailAsync(new WorkOsAuthenticationException(WorkOsFailureCodes.MethodNotAllowed), properties: null);
        }

        HandleRequestResult result;
        try
        {
            result = Request.Query.ContainsKey(RetryParameter) ? await RetryAsync() : await HandleRemoteAuthenticateAsync();
        }
        catch (WorkOsAuthenticationException failure)
        {
            result = HandleRequestResult.Fail(failure, _flow);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !Context.RequestAborted.IsCancellationRequested)
        {
            result = HandleRequestResult.Fail(Unexpected(exception), _flow);
        }

        if (result.Handled || result.Skipped)
        {
            return result.Handled;
        }

        if (result.Failure is { } reason)
        {
            return await FailAsync(reason as WorkOsAuthenticationException ?? Unexpected(reason), result.Properties);
        }

        return result.Ticket is null || await SignInAsync(result.Ticket);
    }

    // The properties of the callback at hand, so that whatever fails can name the return URL. A handler serves one request.
    private AuthenticationProperties? _flow;

    /// <inheritdoc />
    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        var query = new CallbackQuery(Request.Query);
        if (!query.HasState)
        {
            return await HandleWithoutStateAsync(query);
        }

        _flow = query.State is null ? null : Options.StateDataFormat.Unprotect(query.State);
        if (_flow is not { } properties)
        {
            throw new WorkOsAuthenticationException(
                WorkOsFailureCodes.StateInvalid,
                $"The state of scheme '{Scheme.Name}' cannot be read: it was changed, or protected with a Data Protection key that this machine does not have; share the key ring between machines.");
        }

        var expired = SignInState.IsExpired(properties, TimeProvider.GetUtcNow(), Options.RemoteAuthenticationTimeout);
        var correlated = ValidateCorrelationId(properties);
        if (expired || !correlated)
        {
            return await RecoverAsync(query, properties, expired ? WorkOsFailureCodes.StateExpired : WorkOsFailureCodes.CorrelationFailed);
        }

        if (query.Error is { } error)
        {
            return await HandleErrorAsync(query, error, properties);
        }

        if (query.Code is not { } code)
        {
            throw new WorkOsAuthenticationException(WorkOsFailureCodes.CodeMissing);
        }

        if (!Services<RedeemedCodes>().TryAdd(code))
        {
            return await RecoverAsync(query, properties, WorkOsFailureCodes.CorrelationFailed);
        }

        return HandleRequestResult.Success(await RedeemAsync(code, properties));
    }

    private async Task<AuthenticationTicket> RedeemAsync(string code, AuthenticationProperties properties)
    {
        using var tokens = await ExchangeCodeAsync(new OAuthCodeExchangeContext(properties, code, RedirectUri()));
        return await CreateTicketAsync(tokens, properties);
    }

    private async Task<AuthenticationTicket> CreateTicketAsync(OAuthTokenResponse tokens, AuthenticationProperties properties)
    {
        var identity = new ClaimsIdentity(ClaimsIssuer);
        if (Options.SaveTokens)
        {
            properties.StoreTokens(TokensToSave(tokens));
        }

        return await CreateTicketAsync(identity, properties, tokens);
    }

    /// <summary>Posts a grant to the token endpoint, once; whatever goes wrong is a failure of the exchange.</summary>
    private protected async Task<JsonDocument> PostTokenRequestAsync(WorkOsTokenRequest request)
    {
        using var activity = WorkOsActivity.StartExchange(Scheme.Name, request.GrantType);
        try
        {
            return await Api.PostAsync(
                Options.TokenEndpoint, request, WorkOsJsonContext.Default.WorkOsTokenRequest, bearer: null, Context.RequestAborted);
        }
        catch (WorkOsApiException exception)
        {
            var code = ExchangeFailures.CodeOf(exception);
            WorkOsActivity.Fail(activity, code, exception.RequestId);
            throw WorkOsAuthenticationException.From(code, exception);
        }
    }

    /// <summary>Runs the claim actions on the person and lets the app add to the ticket, or refuse it.</summary>
    private protected async Task<AuthenticationTicket> CreateTicketAsync(
        ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens, JsonElement person)
    {
        var context = new OAuthCreatingTicketContext(
            new ClaimsPrincipal(identity), properties, Context, Scheme, Options, Backchannel, tokens, person);
        context.RunClaimActions();
        await Events.CreatingTicket(context);
        return context.Result?.Failure is { } refusal
            ? throw Rejected(refusal)
            : new AuthenticationTicket(context.Principal!, context.Properties, Scheme.Name);
    }

    /// <summary>The tokens that <c>SaveTokens</c> keeps in the ticket.</summary>
    private protected abstract IEnumerable<AuthenticationToken> TokensToSave(OAuthTokenResponse tokens);

    private async Task<bool> SignInAsync(AuthenticationTicket ticket)
    {
        var returnUrl = ticket.Properties.RedirectUri;
        var selector = SignInState.GetSelector(ticket.Properties);
        SignInState.Clear(ticket.Properties);
        ticket.Properties.RedirectUri = null;
        try
        {
            var context = new TicketReceivedContext(Context, Scheme, Options, ticket) { ReturnUri = returnUrl };
            ticket.Properties.Items[SignInState.SchemeKey] = Scheme.Name;

            await Events.TicketReceived(context);
            if (context.Result is { Handled: true })
            {
                return true;
            }

            if (context.Result is { Skipped: true })
            {
                return false;
            }

            if (context.Result?.Failure is { } refusal)
            {
                throw Rejected(refusal);
            }

            FreshSignIn.Begin(Context);
            await Context.SignInAsync(SignInScheme, context.Principal!, context.Properties);
            FreshSignIn.End(Context);
            Services<WorkOsMetrics>().SignedIn(Scheme.Name);
            Log.SignedIn(
                Logger,
                Scheme.Name,
                context.Principal!.FindFirstValue(WorkOsClaimTypes.OrganizationId),
                context.Principal!.FindFirstValue(WorkOsClaimTypes.ConnectionId));
            Response.Redirect(context.ReturnUri ?? RootUrl());
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !Context.RequestAborted.IsCancellationRequested)
        {
            // What the session does not keep, the next attempt needs again.
            ticket.Properties.RedirectUri = returnUrl;
            SignInState.SetSelector(ticket.Properties, selector);
            return await FailAsync(exception as WorkOsAuthenticationException ?? Unexpected(exception), ticket.Properties);
        }

        return true;
    }
}
