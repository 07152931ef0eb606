using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore;

/// <content>What happens when a sign-in ends without anybody being signed in: the event, the log line, the page.</content>
public abstract partial class WorkOsRemoteHandler<TOptions>
{
    // A code that anybody can put into a query must not become a new series of a metric.
    private const string OtherCode = "_OTHER";

    private async Task<HandleRequestResult> HandleErrorAsync(
        CallbackQuery query, string error, AuthenticationProperties properties)
    {
        if (error is WorkOsFailureCodes.AccessDenied or WorkOsFailureCodes.SignInConsentDenied)
        {
            var denied = await HandleAccessDeniedErrorAsync(properties);
            if (!denied.None)
            {
                // The app answers, so that nothing fails from here on; it happened all the same.
                Report(WorkOsError(query, error));
                return denied;
            }
        }

        throw WorkOsError(query, error);
    }

    /// <summary>As the framework does it, but without an absolute URL, which would name the host that a proxy has put in its place.</summary>
    /// <inheritdoc />
    protected override async Task<HandleRequestResult> HandleAccessDeniedErrorAsync(AuthenticationProperties properties)
    {
        var context = new AccessDeniedContext(Context, Scheme, Options)
        {
            AccessDeniedPath = Options.AccessDeniedPath,
            Properties = properties,
            ReturnUrl = properties.RedirectUri,
            ReturnUrlParameter = Options.ReturnUrlParameter,
        };
        await Events.AccessDenied(context);
        if (context.Result is not null)
        {
            return context.Result;
        }

        if (!context.AccessDeniedPath.HasValue)
        {
            return HandleRequestResult.NoResult();
        }

        var page = OriginalPathBase + context.AccessDeniedPath;
        Response.Redirect(string.IsNullOrEmpty(context.ReturnUrlParameter) || string.IsNullOrEmpty(context.ReturnUrl)
            ? page
            : QueryHelpers.AddQueryString(page, context.ReturnUrlParameter, context.ReturnUrl));
        return HandleRequestResult.Handle();
    }

    // Whoever has a state, their own, can put any error beside it.
    private static WorkOsAuthenticationException WorkOsError(CallbackQuery query, string error) =>
        new(error) { WorkOsErrorCode = error, LogDescription = LogText.Clean(query.ErrorDescription), IsAnybodys = true };

    private static WorkOsAuthenticationException Unexpected(Exception exception) => new(
        WorkOsFailureCodes.SignInFailed,
        "Code of the app, or something it depends on, threw while a person was being signed in; the inner exception says what.",
        exception);

    // Whoever closed the tab is no failure, and there is nobody to show one to.
    private bool IsFailure(Exception exception) =>
        exception is not OperationCanceledException || !Context.RequestAborted.IsCancellationRequested;

    private static WorkOsAuthenticationException FailureOf(Exception exception) =>
        exception as WorkOsAuthenticationException ?? Unexpected(exception);

    /// <summary>The failure for an event handler of the app that refused the person.</summary>
    private protected static WorkOsAuthenticationException Rejected(Exception reason) => new(
        WorkOsFailureCodes.SignInRejected,
        "An event handler of the app refused the person; the inner exception is its reason.",
        reason);

    /// <summary>Whether the product sent the browser to a page of the app where the sign-in goes on.</summary>
    private protected virtual Task<bool> TryContinueElsewhereAsync(WorkOsAuthenticationException failure, AuthenticationProperties? properties) =>
        Task.FromResult(false);

    /// <summary>Reports and answers a failure; <see langword="false"/> when the app passes the request on to its own endpoints.</summary>
    private async Task<bool> FailAsync(WorkOsAuthenticationException failure, AuthenticationProperties? properties)
    {
        var context = new RemoteFailureContext(Context, Scheme, Options, failure) { Properties = properties };
        await Events.RemoteFailure(context);
        var handled = context.Result is { Handled: true } || Response.HasStarted;
        if (!handled && !MustEndInOwnOrganization(properties) && await TryContinueElsewhereAsync(failure, properties))
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

        await FailureResponse.WriteAsync(
            Context, Options, OriginalPathBase, failure.Code, properties?.RedirectUri ?? RootUrl(), () => NextStep(properties));
        return true;
    }

    // An error page that itself wants a signed-in person would send whoever has a failure to WorkOS again, for ever.
    private async Task ReplaceErrorPageAsync(string code)
    {
        Log.ErrorPageClosed(Logger, Scheme.Name);
        var returnUrl = CheckReturnUrl(Request.Query[Options.ReturnUrlParameter] is [{ Length: > 0 } asked] ? asked : RootUrl());
        var (nextUrl, nextText) = NextStep(new AuthenticationProperties { RedirectUri = returnUrl });
        await FailureResponse.WritePageAsync(Context, code, nextUrl, nextText);
    }

    private void Report(WorkOsAuthenticationException failure)
    {
        Services<WorkOsMetrics>().SignInFailed(Scheme.Name, FailureCatalog.IsKnown(failure.Code) ? failure.Code : OtherCode);
        var isForOperator = FailureCatalog.Get(failure.Code).IsForOperator;
        var description = failure.LogDescription ?? (isForOperator || failure.IsAnybodys ? failure.Message : null);

        if (isForOperator && !failure.IsAnybodys)
        {
            // The exception of the app's own code is what the operator needs; one of ours says nothing that the line does not.
            var exception = failure.InnerException is WorkOsApiException ? null : failure.InnerException;
            Log.SignInBroken(Logger, Scheme.Name, failure.Code, failure.StatusCode, failure.WorkOsErrorCode, failure.RequestId, description, exception);
        }
        else
        {
            Log.SignInFailed(Logger, Scheme.Name, failure.Code, failure.StatusCode, failure.WorkOsErrorCode, failure.RequestId, description);
        }
    }
}
