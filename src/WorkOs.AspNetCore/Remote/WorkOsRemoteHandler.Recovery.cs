using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore;

/// <content>What happens when a sign-in does not go straight through: restarts, failures, and the way on from each.</content>
public abstract partial class WorkOsRemoteHandler<TOptions>
{
    // ---- A callback that is not the end of a sign-in which this browser has under way --------------------------

    private async Task<HandleRequestResult> HandleWithoutStateAsync(CallbackQuery query)
    {
        if (query.Error is { } error && error != WorkOsFailureCodes.IdpInitiatedSsoDisabled)
        {
            throw WorkOsError(query, error);
        }

        if (query.Error is null && query.Code is null)
        {
            throw new WorkOsAuthenticationException(WorkOsFailureCodes.StateMissing);
        }

        var reason = query.Error ?? WorkOsFailureCodes.IdpInitiated;
        if (Options.IdpInitiated == IdpInitiated.Reject || Correlation.CountRestarts(UnattendedRestartWindow) >= MaxUnattendedRestarts)
        {
            throw new WorkOsAuthenticationException(reason);
        }

        var fresh = new AuthenticationProperties { RedirectUri = RootUrl() };
        if (query.NamedSelector is { } named)
        {
            SignInState.SetSelector(fresh, named);
        }
        else if (Options.IdpInitiated == IdpInitiated.RestartWithLookup && query.Code is { } code)
        {
            await LookUpAsync(code, fresh);
        }
        else if (Options.DefaultSelector is null && !Options.SignInPath.HasValue)
        {
            throw new WorkOsAuthenticationException(reason);
        }

        await RestartAsync(fresh, reason);
        return HandleRequestResult.Handle();
    }

    private async Task LookUpAsync(string code, AuthenticationProperties fresh)
    {
        if (Services<RedeemedCodes>().TryAdd(code) && await LookUpSelectorAsync(code) is { } found)
        {
            SignInState.SetSelector(fresh, found);
        }
    }

    private async Task<HandleRequestResult> RecoverAsync(CallbackQuery query, AuthenticationProperties properties, string reason)
    {
        if (await HasSessionAsync(properties))
        {
            Log.CallbackSkipped(Logger, Scheme.Name);
            Response.Redirect(properties.RedirectUri ?? RootUrl());
            return HandleRequestResult.Handle();
        }

        if (query.Error is { } error)
        {
            return await HandleErrorAsync(query, error, properties);
        }

        if (SignInState.IsRestart(properties))
        {
            throw new WorkOsAuthenticationException(reason);
        }

        var fresh = SignInState.CopyForNewFlow(properties);
        SignInState.SetSelector(fresh, SignInState.GetSelector(properties));

        await RestartAsync(fresh, reason);
        return HandleRequestResult.Handle();
    }

    private async Task RestartAsync(AuthenticationProperties fresh, string reason)
    {
        Log.SignInRestarted(Logger, Scheme.Name, reason);
        Services<WorkOsMetrics>().Restarted(Scheme.Name, reason);
        SignInState.MarkRestart(fresh);
        _flow = fresh;
        await StartAsync(fresh);
    }

    private async Task<bool> HasSessionAsync(AuthenticationProperties properties)
    {
        var session = await HandleAuthenticateAsync();
        return session is { Succeeded: true } && IsSessionOf(session.Principal, SignInState.GetSelector(properties));
    }

    /// <summary>Ends a sign-in whose grant does not come with a callback of its own.</summary>
    private protected async Task FinishAsync(AuthenticationProperties properties, Func<Task<JsonDocument>> requestToken)
    {
        _flow = properties;
        AuthenticationTicket ticket;
        try
        {
            using var tokens = OAuthTokenResponse.Success(await requestToken());
            ticket = await CreateTicketAsync(tokens, properties);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !Context.RequestAborted.IsCancellationRequested)
        {
            await FailAsync(exception as WorkOsAuthenticationException ?? Unexpected(exception), properties);
            return;
        }

        await SignInAsync(ticket);
    }

    // ---- A person who follows the link of the built-in page -----------------------------------------------------

    private async Task<HandleRequestResult> RetryAsync()
    {
        if (!NavigationRequest.IsNavigation(Request))
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return HandleRequestResult.Handle();
        }

        var state = Request.Query[RetryParameter].ToString();
        var kept = string.IsNullOrEmpty(state) ? null : Options.StateDataFormat.Unprotect(state);
        _flow = kept ?? new AuthenticationProperties { RedirectUri = RootUrl() };
        await StartAsync(_flow);
        return HandleRequestResult.Handle();
    }

    private (string Url, string Text) NextStep(AuthenticationProperties? properties)
    {
        var selector = properties is null ? null : SignInState.GetSelector(properties);
        if (selector is null && Options.SignInPath.HasValue)
        {
            return (SignInUrl(properties?.RedirectUri), "Go to the sign-in page");
        }

        if ((selector ?? Options.DefaultSelector) is not { IsWellFormed: true })
        {
            return (RootUrl(), "Go to the start page");
        }

        var retry = new AuthenticationProperties { RedirectUri = properties?.RedirectUri ?? RootUrl() };
        SignInState.SetSelector(retry, selector);

        var url = OriginalPathBase + Options.CallbackPath + QueryString.Create(RetryParameter, Options.StateDataFormat.Protect(retry));
        return (url, "Try again");
    }

    // ---- Failures ------------------------------------------------------------------------------------------------

    // A code that anybody can put into a query must not become a new series of a metric.
    private const string OtherCode = "_OTHER";

    private async Task<HandleRequestResult> HandleErrorAsync(CallbackQuery query, string error, AuthenticationProperties properties)
    {
        if (error is WorkOsFailureCodes.AccessDenied or WorkOsFailureCodes.SignInConsentDenied)
        {
            var denied = await HandleAccessDeniedErrorAsync(properties);
            if (!denied.None)
            {
                return denied;
            }
        }

        throw WorkOsError(query, error);
    }

    private static WorkOsAuthenticationException WorkOsError(CallbackQuery query, string error) =>
        new(error) { WorkOsErrorCode = error, LogDescription = LogText.Clean(query.ErrorDescription) };

    private static WorkOsAuthenticationException Unexpected(Exception exception) => new(
        WorkOsFailureCodes.SignInFailed,
        "Code of the app, or something it depends on, threw while a person was being signed in; the inner exception says what.",
        exception);

    /// <summary>The failure for an event handler of the app that refused the person.</summary>
    private protected static WorkOsAuthenticationException Rejected(Exception reason) => new(
        WorkOsFailureCodes.SignInRejected,
        "An event handler of the app refused the person; the inner exception is its reason.",
        reason);

    /// <summary>Whether the product sent the browser to a page of the app where the sign-in goes on.</summary>
    private protected virtual bool TryContinueElsewhere(WorkOsAuthenticationException failure, AuthenticationProperties? properties) => false;

    /// <summary>Reports and answers a failure; <see langword="false"/> when the app passes the request on to its own endpoints.</summary>
    private async Task<bool> FailAsync(WorkOsAuthenticationException failure, AuthenticationProperties? properties)
    {
        var context = new RemoteFailureContext(Context, Scheme, Options, failure) { Properties = properties };
        await Events.RemoteFailure(context);
        var handled = context.Result is { Handled: true } || Response.HasStarted;
        if (!handled && TryContinueElsewhere(failure, properties))
        {
            return true;
        }

        Report(failure);
        if (handled)
        {
            return true;
        }

        // A challenge has no endpoint behind it that could answer instead.
        if (context.Result is { Skipped: true } && Request.Path == Options.CallbackPath)
        {
            return false;
        }

        var (nextUrl, nextText) = NextStep(properties);
        await FailureResponse.WriteAsync(
            Context, Options, OriginalPathBase, failure.Code, properties?.RedirectUri ?? RootUrl(), nextUrl, nextText);
        return true;
    }

    private void Report(WorkOsAuthenticationException failure)
    {
        Services<WorkOsMetrics>().SignInFailed(Scheme.Name, FailureCatalog.IsKnown(failure.Code) ? failure.Code : OtherCode);
        if (FailureCatalog.Get(failure.Code).IsForOperator)
        {
            // The exception of the app's own code is what the operator needs; one of ours says nothing that the line does not.
            var exception = failure.InnerException is WorkOsApiException ? null : failure.InnerException;
            var description = failure.LogDescription ?? failure.Message;
            Log.SignInBroken(Logger, Scheme.Name, failure.Code, failure.StatusCode, failure.WorkOsErrorCode, failure.RequestId, description, exception);
        }
        else
        {
            Log.SignInFailed(Logger, Scheme.Name, failure.Code, failure.StatusCode, failure.WorkOsErrorCode, failure.RequestId, failure.LogDescription);
        }
    }
}
