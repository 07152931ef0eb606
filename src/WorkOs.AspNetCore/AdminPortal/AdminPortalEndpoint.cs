using System.Globalization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace WorkOs.AspNetCore;

/// <summary>
/// Redirects an administrator to WorkOS's Admin Portal. Requires a form with an antiforgery token: each link is a secret and works once, so a
/// request that a browser or a mail scanner makes on its own must not create one.
/// </summary>
internal sealed class AdminPortalEndpoint(IReadOnlyList<string> intents)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    public static Task RefuseMethodAsync(HttpContext context)
    {
        context.Response.Headers.Allow = HttpMethods.Post;
        return FailAsync(context, WorkOsFailureCodes.MethodNotAllowed, Root(context));
    }

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await RunAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The browser has disconnected, so no response is written.
        }
    }

    private async Task RunAsync(HttpContext context)
    {
        if (!await PostedToken.IsValidAsync(context, context.RequestAborted))
        {
            await RefuseAsync(context, scheme: "", WorkOsFailureCodes.AntiforgeryFailed);
            return;
        }

        var form = await PostedForm.TryReadAsync(context.Request, context.RequestAborted);
        if (await AdminPortalVisitor.FindAsync(context) is not { Organization: { } organization } visitor)
        {
            await RefuseAsync(context, scheme: "", WorkOsFailureCodes.AdminPortalOrganizationMissing);
        }
        else if (visitor.IsImpersonated || IntentOf(context.Request, form) is not { } intent)
        {
            await RefuseAsync(context, visitor.Scheme, WorkOsFailureCodes.Forbidden);
        }
        else
        {
            await OpenAsync(context, visitor, organization, intent, ReturnUrlOf(context, form, visitor));
        }
    }

    private static async Task OpenAsync(HttpContext context, AdminPortalVisitor visitor, string organization, string intent, string returnUrl)
    {
        var absolute = returnUrl.StartsWith('/') ? visitor.Options.OriginOf(context.Request) + returnUrl : returnUrl;
        var request = new WorkOsPortalLinkRequest { Organization = organization, Intent = intent, ReturnUrl = absolute, SuccessUrl = absolute };
        string link;
        try
        {
            link = await AdminPortalLink.CreateAsync(visitor.Options, request, context.RequestAborted);
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            await ReportAsync(context, visitor.Scheme, WorkOsApiException.Of(exception), returnUrl);
            return;
        }

        Log.AdminPortalOpened(EndpointFailure.LoggerOf(context), visitor.Scheme, organization, intent);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Redirect(link);
    }

    private static Task ReportAsync(HttpContext context, string scheme, WorkOsApiException failure, string returnUrl)
    {
        var code = failure.Kind == WorkOsApiErrorKind.Rejected ? WorkOsFailureCodes.AdminPortalRejected : WorkOsFailureCodes.AdminPortalUnavailable;
        Log.AdminPortalFailed(
            EndpointFailure.LoggerOf(context), scheme, code, failure.StatusCode, failure.ErrorCode, failure.RequestId, failure.Description);
        if (code == WorkOsFailureCodes.AdminPortalUnavailable)
        {
            context.Response.Headers[HeaderNames.RetryAfter] = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        }

        return FailAsync(context, code, returnUrl);
    }

    private static Task RefuseAsync(HttpContext context, string scheme, string code)
    {
        Log.RequestRefused(EndpointFailure.LoggerOf(context), scheme, code);
        return FailAsync(context, code, Root(context));
    }

    // Written here rather than on the app's error page: that page is about sign-ins, and this user is signed in.
    private static Task FailAsync(HttpContext context, string code, string nextUrl) =>
        FailureResponse.WriteInPlaceAsync(context, code, nextUrl, nextUrl == Root(context) ? "Go to the start page" : "Go back");

    private static string Root(HttpContext context) => context.Request.PathBase + "/";

    private static StringValues Asked(HttpRequest request, IFormCollection? form, string name) =>
        form?[name] is { Count: > 0 } posted ? posted : request.Query[name];

    private static string ReturnUrlOf(HttpContext context, IFormCollection? form, AdminPortalVisitor visitor)
    {
        var asked = Asked(context.Request, form, "returnUrl");
        if (asked is not [{ Length: > 0 } url])
        {
            return Root(context);
        }

        if (ReturnUrlPolicy.Check(url, visitor.Options) is { } safe)
        {
            return safe;
        }

        Log.ReturnUrlRefused(EndpointFailure.LoggerOf(context), visitor.Scheme);
        return Root(context);
    }

    private string? IntentOf(HttpRequest request, IFormCollection? form)
    {
        var asked = Asked(request, form, "intent");
        return StringValues.IsNullOrEmpty(asked) ? intents[0]
            : asked is [{ } intent] && intents.Contains(intent, StringComparer.Ordinal) ? intent
            : null;
    }
}
