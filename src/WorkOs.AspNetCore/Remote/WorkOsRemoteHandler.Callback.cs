using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace WorkOs.AspNetCore;

/// <content>The way back from WorkOS: state, exchange, ticket, session.</content>
public abstract partial class WorkOsRemoteHandler<TOptions>
{
    // The properties of the callback at hand, so that whatever fails can name the return URL. A handler serves one request.
    private AuthenticationProperties? _flow;

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
        var answer = await ReadAnswerAsync();
        if (answer is null && !HttpMethods.IsGet(Request.Method))
        {
            Response.Headers.Allow = HttpMethods.Get;
            return await FailAsync(new WorkOsAuthenticationException(WorkOsFailureCodes.MethodNotAllowed), properties: null);
        }

        HandleRequestResult result;
        try
        {
            result = answer is not null ? await ContinueAsync(answer)
                : Request.Query.ContainsKey(RetryParameter) ? await RetryAsync()
                : await HandleRemoteAuthenticateAsync();
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            result = HandleRequestResult.Fail(FailureOf(exception), _flow);
        }

        if (result.Handled || result.Skipped)
        {
            return result.Handled;
        }

        if (result.Failure is { } reason)
        {
            return await FailAsync(FailureOf(reason), result.Properties);
        }

        return result.Ticket is null || await SignInAsync(result.Ticket);
    }

    /// <inheritdoc />
    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        var query = new CallbackQuery(Request.Query);
        if (!query.HasState)
        {
            return await HandleWithoutStateAsync(query);
        }

        if ((query.State is null ? null : Options.StateDataFormat.Unprotect(query.State)) is not { } properties)
        {
            throw new WorkOsAuthenticationException(
                WorkOsFailureCodes.StateInvalid,
                $"The state of scheme '{Scheme.Name}' cannot be read: it was changed, or protected with a Data Protection key that this machine does not have; share the key ring between machines.")
            {
                IsAnybodys = true,
            };
        }

        var now = TimeProvider.GetUtcNow();
        var expired = SignInState.IsExpired(properties, now, Options.RemoteAuthenticationTimeout);
        var id = SignInState.GetCorrelationId(properties);
        var isOwn = ValidateCorrelationId(properties);

        // Before anything can fail: what failed is offered to this browser again.
        _flow = isOwn ? properties : ReduceToOutside(properties);
        if (expired || !isOwn)
        {
            return await RecoverAsync(query, properties, isOwn, expired ? WorkOsFailureCodes.StateExpired : WorkOsFailureCodes.CorrelationFailed);
        }

        if (query.Error is { } error)
        {
            return await HandleErrorAsync(query, error, properties);
        }

        if (query.Code is not { } code)
        {
            throw new WorkOsAuthenticationException(WorkOsFailureCodes.CodeMissing);
        }

        if (!Services<RedeemedStates>().TryAdd(id!, now, now + Options.RemoteAuthenticationTimeout) || !Services<RedeemedCodes>().TryAdd(code))
        {
            return await RecoverAsync(query, properties, isOwn, WorkOsFailureCodes.CorrelationFailed);
        }

        using var tokens = await ExchangeCodeAsync(new OAuthCodeExchangeContext(properties, code, RedirectUri()));
        return HandleRequestResult.Success(await CreateTicketAsync(tokens, properties));
    }

    private Task<AuthenticationTicket> CreateTicketAsync(OAuthTokenResponse tokens, AuthenticationProperties properties)
    {
        var identity = new ClaimsIdentity(ClaimsIssuer);
        SignInState.ClearSession(properties);
        if (Options.SaveTokens)
        {
            properties.StoreTokens(TokensToSave(tokens));
        }

        return CreateTicketAsync(identity, properties, tokens);
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
            throw WorkOsAuthenticationException.From(code, exception, isAnybodys: ExchangeFailures.IsOfTheGrant(exception));
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
        var (issued, expires) = (ticket.Properties.IssuedUtc, ticket.Properties.ExpiresUtc);
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

            await Context.SignInAsync(SignInScheme, context.Principal!, context.Properties);
            Services<WorkOsMetrics>().SignedIn(Scheme.Name);
            if (Logger.IsEnabled(LogLevel.Debug))
            {
                Log.SignedIn(
                    Logger,
                    Scheme.Name,
                    context.Principal!.FindFirstValue(WorkOsClaimTypes.OrganizationId),
                    context.Principal!.FindFirstValue(WorkOsClaimTypes.ConnectionId));
            }

            Response.Redirect(context.ReturnUri ?? RootUrl());
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            // What the session does not keep, the next attempt needs again; and not the times of a session that did not begin.
            (ticket.Properties.IssuedUtc, ticket.Properties.ExpiresUtc) = (issued, expires);
            ticket.Properties.RedirectUri = returnUrl;
            SignInState.SetSelector(ticket.Properties, selector);
            return await FailAsync(FailureOf(exception), ticket.Properties);
        }

        return true;
    }
}
