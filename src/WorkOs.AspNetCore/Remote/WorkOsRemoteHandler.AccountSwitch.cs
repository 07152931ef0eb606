using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore;

/// <content>A request from outside replaces the session of a person who is signed in only if they say so.</content>
public abstract partial class WorkOsRemoteHandler<TOptions>
{
    // The form has one field; what is larger is not it.
    private static readonly FormOptions AnswerLimits = new() { ValueCountLimit = 16, KeyLengthLimit = 256, ValueLengthLimit = 16 * 1024 };

    /// <summary>Whether the person of this request keeps their session for now, and has been answered: with the return URL, or with the question.</summary>
    private async Task<bool> TryKeepSessionAsync(AuthenticationProperties flow)
    {
        if (!Options.ConfirmAccountSwitch || !Options.Enabled || await CurrentSession.FindAsync(Context) is not { } session)
        {
            return false;
        }

        // Taken out while it is accepted, and put back for whoever goes on.
        var isNamed = SignInState.GetSelector(flow) is not null || flow.GetParameter<bool>(SignInState.FromOutsideParameter);
        var selector = isNamed ? await SelectFlowAsync(flow) : null;
        SignInState.SetSelector(flow, selector);
        if (selector is not { } named || (session.Scheme == Scheme.Name && IsSessionOf(session.Principal, named)))
        {
            Log.SessionKept(Logger, Scheme.Name);
            Response.Headers.CacheControl = "no-store";
            Response.Redirect(flow.RedirectUri ?? RootUrl());
            return true;
        }

        if (!named.IsWellFormed)
        {
            return false;
        }

        if (!NavigationRequest.IsNavigation(Request))
        {
            Log.ChallengeNotNavigation(Logger, Scheme.Name);
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return true;
        }

        await AskAsync(flow, named, session);
        return true;
    }

    private async Task AskAsync(AuthenticationProperties flow, Selector named, CurrentSession session)
    {
        Log.AccountSwitchAsked(Logger, Scheme.Name);
        var asked = new AccountSwitch(
            Scheme.Name,
            named.ToString(),
            flow.GetParameter<string>(WorkOsChallengeProperties.LoginHintKey),
            flow.RedirectUri ?? RootUrl(),
            OriginalPathBase + Options.CallbackPath,
            new AccountSwitchCookie(Context, Options).GetOrIssue(),
            session.PersonKey,
            TimeProvider.GetUtcNow().ToUnixTimeSeconds());
        var text = Services<AccountSwitchFormat>().Protect(asked);
        Response.Headers.CacheControl = "no-store";
        if (Options.AccountSwitchPath.HasValue)
        {
            Response.Redirect(QueryHelpers.AddQueryString(OriginalPathBase + Options.AccountSwitchPath, new Dictionary<string, string?>
            {
                [AccountSwitch.FieldName] = text,
                [Options.ReturnUrlParameter] = asked.ReturnUrl,
            }));
            return;
        }

        await AccountSwitchPage.WriteAsync(Response, session.Name, asked, text);
    }

    /// <summary>The text that this request posts as an answer; <see langword="null"/> when it posts anything else.</summary>
    private async Task<string?> ReadAnswerAsync() =>
        Options.ConfirmAccountSwitch
        && HttpMethods.IsPost(Request.Method)
        && await PostedForm.TryReadAsync(Request, Context.RequestAborted, AnswerLimits) is { } form
        && form[AccountSwitch.FieldName] is [{ Length: > 0 } text]
            ? text
            : null;

    private async Task<HandleRequestResult> ContinueAsync(string answer)
    {
        var cookie = new AccountSwitchCookie(Context, Options);
        if (Services<AccountSwitchFormat>().Read(answer) is not { } asked
            || asked.Scheme != Scheme.Name
            || !cookie.IsOf(asked)
            || IsOfAnotherSite())
        {
            throw new WorkOsAuthenticationException(WorkOsFailureCodes.AntiforgeryFailed);
        }

        if (!NavigationRequest.IsNavigation(Request))
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return HandleRequestResult.Handle();
        }

        var flow = _flow = new AuthenticationProperties { RedirectUri = CheckReturnUrl(asked.ReturnUrl) };
        SignInState.SetSelector(flow, Selector.Parse(asked.Selector));
        flow.SetParameter(WorkOsChallengeProperties.LoginHintKey, asked.LoginHint);

        // An answer that comes late, or after somebody else has signed in, is no answer: the question is asked again.
        if (asked.IsExpired(TimeProvider.GetUtcNow())
            || (await CurrentSession.FindAsync(Context) is { } session && session.PersonKey != asked.Person))
        {
            await StartFromOutsideAsync(flow);
            return HandleRequestResult.Handle();
        }

        cookie.Delete();
        await StartAsync(flow);
        return HandleRequestResult.Handle();
    }

    // A page of the app on a sibling host is not where the question was asked. Browsers without the header have the cookie.
    private bool IsOfAnotherSite() => Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
}
