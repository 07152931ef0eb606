using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore;

/// <summary>Asks a user who is signed in for confirmation before a request from outside replaces the session.</summary>
internal sealed class AccountSwitchStep(IRemoteProduct product, AccountSwitchFormat format)
{
    // The form has one field, so a larger form is not an answer.
    private static readonly FormOptions AnswerLimits = new() { ValueCountLimit = 16, KeyLengthLimit = 256, ValueLengthLimit = 16 * 1024 };

    /// <summary>
    /// Whether the user keeps the session for now. If so, the response has been written: a redirect to the return URL, the question, or an error.
    /// </summary>
    public async Task<bool> TryKeepSessionAsync(RemoteRequest request, SignInFlow flow)
    {
        if (!request.Options.ConfirmAccountSwitch || !request.Options.Enabled)
        {
            return false;
        }

        if (await CurrentSession.FindAsync(request.Http) is not { } session)
        {
            // A session that cannot be read may still exist, so it is not replaced without confirmation.
            if (!request.Http.Items.ContainsKey(UnreadableSession.Key))
            {
                return false;
            }

            await FailureResponse.WriteUnreadableSessionAsync(request.Http);
            return true;
        }

        var response = request.Http.Response;
        var selector = flow.Selector is { } asked ? FromOutside.Accept(asked, request.Options) : (Selector?)null;
        if (selector is not { } named || (session.Scheme == request.Scheme.Name && product.IsSessionOf(session.Principal, named)))
        {
            Log.SessionKept(request.Logger, request.Scheme.Name);
            response.Headers.CacheControl = "no-store";
            response.Redirect(flow.ReturnUrl ?? request.RootUrl);
            return true;
        }

        if (!named.IsWellFormed)
        {
            return false;
        }

        if (!NavigationRequest.IsNavigation(request.Http.Request))
        {
            Log.ChallengeNotNavigation(request.Logger, request.Scheme.Name);
            response.StatusCode = StatusCodes.Status401Unauthorized;
            return true;
        }

        await AskAsync(request, flow, named, session);
        return true;
    }

    /// <summary>The text that the request posts as an answer; <see langword="null"/> if it posts anything else.</summary>
    public static async Task<string?> ReadAnswerAsync(RemoteRequest request) =>
        request.Options.ConfirmAccountSwitch
        && HttpMethods.IsPost(request.Http.Request.Method)
        && await PostedForm.TryReadAsync(request.Http.Request, request.Http.RequestAborted, AnswerLimits) is { } form
        && form[AccountSwitch.FieldName] is [{ Length: > 0 } text]
            ? text
            : null;

    /// <summary>The question that the answer belongs to.</summary>
    /// <exception cref="WorkOsAuthenticationException">
    /// The answer does not belong to a question of this scheme and browser, or was posted from another site.
    /// </exception>
    public AccountSwitch ReadQuestion(RemoteRequest request, string answer) =>
        format.Read(answer) is { } asked
        && asked.Scheme == request.Scheme.Name
        && new AccountSwitchCookie(request).IsOf(asked)
        && request.Http.Request.Headers["Sec-Fetch-Site"].ToString() is not ("cross-site" or "same-site")
            ? asked
            : throw new WorkOsAuthenticationException(WorkOsFailureCodes.AntiforgeryFailed);

    /// <summary>Whether the question is still valid: it has not expired, and no other user has signed in since.</summary>
    public static async Task<bool> IsCurrentAsync(RemoteRequest request, AccountSwitch asked) =>
        !asked.IsExpired(request.Now)
        && (await CurrentSession.FindAsync(request.Http) is not { } session || session.PersonKey == asked.Person);

    private async Task AskAsync(RemoteRequest request, SignInFlow flow, Selector named, CurrentSession session)
    {
        Log.AccountSwitchAsked(request.Logger, request.Scheme.Name);
        var response = request.Http.Response;
        var asked = new AccountSwitch(
            request.Scheme.Name,
            named.ToString(),
            flow.App.GetParameter<string>(WorkOsRemoteChallengeProperties.LoginHintKey),
            flow.ReturnUrl ?? request.RootUrl,
            request.PathBase + request.Options.CallbackPath,
            new AccountSwitchCookie(request).GetOrIssue(),
            session.PersonKey,
            request.Now.ToUnixTimeSeconds());
        var text = format.Protect(asked);
        response.Headers.CacheControl = "no-store";
        if (request.Options.AccountSwitchPath.HasValue)
        {
            response.Redirect(QueryHelpers.AddQueryString(request.PathBase + request.Options.AccountSwitchPath, new Dictionary<string, string?>
            {
                [AccountSwitch.FieldName] = text,
                [request.Options.ReturnUrlParameter] = asked.ReturnUrl,
            }));
            return;
        }

        await AccountSwitchPage.WriteAsync(response, session.Name, asked, text);
    }
}
