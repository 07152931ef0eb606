using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore;

/// <summary>Ends a failed sign-in: calls the event of the app, logs the failure, and writes the response.</summary>
internal sealed class FailureStep(IRemoteProduct product, WorkOsMetrics metrics)
{
    // Any client can put a code into a query, so an unknown code must not create a new time series of the metric.
    private const string OtherCode = "_OTHER";

    /// <summary>Runs a step; an exception that it throws fails the sign-in.</summary>
    /// <returns>Whether the response has been written; otherwise the app's own endpoints handle the request.</returns>
    public async Task<bool> GuardAsync(RemoteRequest request, SignInFlow? flow, Func<Task<bool>> step)
    {
        try
        {
            return await step();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return await FailAsync(request, exception, flow);
        }
    }

    /// <summary>
    /// Reports a failure and writes the response; <see langword="false"/> if the app passes the request on to its own endpoints. A disconnected
    /// browser is not a failure.
    /// </summary>
    public async Task<bool> FailAsync(RemoteRequest request, Exception exception, SignInFlow? flow)
    {
        if (!request.IsFailure(exception))
        {
            Log.BrowserGone(request.Logger, request.Scheme.Name);
            return true;
        }

        var failure = exception as WorkOsAuthenticationException ?? Unexpected(exception);
        flow = WithoutRefusedSelector(request, failure, flow);
        var context = new RemoteFailureContext(request.Http, request.Scheme, request.Options, failure) { Properties = flow?.App };
        await request.Events.RemoteFailure(context);
        var handled = context.Result is { Handled: true } || request.Http.Response.HasStarted;
        if (!handled
            && flow is not null
            && !request.Options.MustEndInOwnOrganization(flow.Selector)
            && await product.TryContinueElsewhereAsync(request, failure, flow))
        {
            return true;
        }

        Report(request, failure);
        if (handled)
        {
            return true;
        }

        // Only a callback can be passed on: a challenge has no other endpoint that could handle the request.
        if (context.Result is { Skipped: true } && request.Http.Request.Path == request.Options.CallbackPath)
        {
            return false;
        }

        await FailureResponse.WriteAsync(
            request.Http, request.Options, request.PathBase, failure.Code, flow?.ReturnUrl ?? request.RootUrl, () => NextStep(request, flow));
        return true;
    }

    /// <summary>Ends a sign-in whose callback contains an error.</summary>
    public async Task<bool> FailWithErrorAsync(RemoteRequest request, CallbackQuery query, string error, SignInFlow? flow)
    {
        // Any client can get a state of its own, and request the callback with that state and any error.
        var failure = new WorkOsAuthenticationException(error)
        {
            WorkOsErrorCode = error,
            LogDescription = LogText.Clean(query.ErrorDescription),
            IsClientCaused = true,
        };
        if (flow is not null
            && error is WorkOsFailureCodes.AccessDenied or WorkOsFailureCodes.SignInConsentDenied
            && await DenyAsync(request, flow) is { } denied)
        {
            // The app handles the response, but the failure is reported all the same.
            Report(request, failure);
            return denied.Handled;
        }

        return await FailAsync(request, failure, flow);
    }

    /// <summary>
    /// Writes the built-in page instead of an error page that requires an authenticated user, because the redirect to that page would loop.
    /// </summary>
    public Task ReplaceErrorPageAsync(RemoteRequest request, string code)
    {
        Log.ErrorPageClosed(request.Logger, request.Scheme.Name);
        var asked = request.Http.Request.Query[request.Options.ReturnUrlParameter];
        var flow = SignInFlow.To(SiteUrls.ReturnUrl(request, asked is [{ Length: > 0 } url] ? url : null));
        var (nextUrl, nextText) = NextStep(request, flow);
        return FailureResponse.WritePageAsync(request.Http, code, nextUrl, nextText);
    }

    // The next attempt must not use the refused selector again.
    private static SignInFlow? WithoutRefusedSelector(RemoteRequest request, WorkOsAuthenticationException failure, SignInFlow? flow) =>
        flow?.Selector is { } asked
        && (!asked.IsWellFormed
            || (failure.Code == WorkOsFailureCodes.OrganizationMismatch && request.Options.MustEndInOwnOrganization(asked)))
            ? flow with { Selector = null }
            : flow;

    // As in the framework's handler, but with a relative URL: an absolute URL would contain the host of the request, which a proxy may have replaced.
    private static async Task<HandleRequestResult?> DenyAsync(RemoteRequest request, SignInFlow flow)
    {
        var context = new AccessDeniedContext(request.Http, request.Scheme, request.Options)
        {
            AccessDeniedPath = request.Options.AccessDeniedPath,
            Properties = flow.App,
            ReturnUrl = flow.ReturnUrl,
            ReturnUrlParameter = request.Options.ReturnUrlParameter,
        };
        await request.Events.AccessDenied(context);
        if (context.Result is not null || !context.AccessDeniedPath.HasValue)
        {
            return context.Result;
        }

        var page = request.PathBase + context.AccessDeniedPath;
        request.Http.Response.Redirect(string.IsNullOrEmpty(context.ReturnUrlParameter) || string.IsNullOrEmpty(context.ReturnUrl)
            ? page
            : QueryHelpers.AddQueryString(page, context.ReturnUrlParameter, context.ReturnUrl));
        return HandleRequestResult.Handle();
    }

    private static WorkOsAuthenticationException Unexpected(Exception exception) => new(
        WorkOsFailureCodes.SignInFailed,
        "Code of the app, or something it depends on, threw while a user was being signed in; the inner exception says what.",
        exception);

    private void Report(RemoteRequest request, WorkOsAuthenticationException failure)
    {
        metrics.SignInFailed(request.Scheme.Name, FailureCatalog.IsKnown(failure.Code) ? failure.Code : OtherCode);
        var isForOperator = FailureCatalog.Get(failure.Code).IsForOperator;
        var description = failure.LogDescription ?? (isForOperator || failure.IsClientCaused ? failure.Message : null);
        if (isForOperator && !failure.IsClientCaused)
        {
            // The operator needs the exception of the app's own code. A WorkOsApiException adds nothing to the log message.
            var exception = failure.InnerException is WorkOsApiException ? null : failure.InnerException;
            Log.SignInBroken(request.Logger, request.Scheme.Name, failure.Code, failure.StatusCode, failure.WorkOsErrorCode, failure.RequestId, description, exception);
        }
        else
        {
            Log.SignInFailed(request.Logger, request.Scheme.Name, failure.Code, failure.StatusCode, failure.WorkOsErrorCode, failure.RequestId, description);
        }
    }

    private static (string Url, string Text) NextStep(RemoteRequest request, SignInFlow? flow)
    {
        var options = request.Options;
        if (flow?.Selector is null && options.SignInPath.HasValue)
        {
            return (SiteUrls.SignInPage(request, flow?.ReturnUrl), "Go to the sign-in page");
        }

        // The default is chosen again when the link is followed.
        var selector = flow?.Selector == options.DefaultSelector ? null : flow?.Selector;
        if ((selector ?? options.DefaultSelector) is not { IsWellFormed: true })
        {
            return (request.RootUrl, "Go to the start page");
        }

        var retry = SignInState.Begin(flow?.App ?? new AuthenticationProperties()) with { Selector = selector, Scope = flow?.Scope, Issued = request.Now };
        retry.App.RedirectUri ??= request.RootUrl;
        if (selector is { IsFromOutside: false } || retry.Scope is not null || SignInState.HasAppItems(retry))
        {
            retry = new CorrelationCookies(request).Issue(retry);
        }

        var url = request.PathBase + options.CallbackPath + QueryString.Create(RetryFormat.Parameter, RetryFormat.Protect(retry, request));
        return (url, "Try again");
    }
}
