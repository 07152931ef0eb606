namespace WorkOs.AspNetCore;

/// <summary>
/// The data for the page at <see cref="WorkOsRemoteOptions.AccountSwitchPath"/>: the form that a user posts to continue with another account, and the
/// return URL for a user who stays signed in. The form needs no antiforgery token of the app: its text is bound to the browser and to the user who
/// were redirected to the page, and is valid for ten minutes.
/// </summary>
public sealed class WorkOsAccountSwitch
{
    private WorkOsAccountSwitch(AccountSwitch asked, string text)
    {
        Action = asked.AnswerPath;
        FieldValue = text;
        ReturnUrl = asked.ReturnUrl;
    }

    /// <summary>The URL that the form posts to: the callback path of the scheme, with the path base.</summary>
    public string Action { get; }

    /// <summary>The name of the form's only field, <c>account_switch</c>.</summary>
    public string FieldName => AccountSwitch.FieldName;

    /// <summary>The value of the form's only field, for a hidden input.</summary>
    public string FieldValue { get; }

    /// <summary>Where to send a user who stays signed in: a path of this site, or a URL of an allowed origin.</summary>
    public string ReturnUrl { get; }

    /// <summary>
    /// Reads the data from the request for the page; <see langword="null"/> if this package did not redirect the browser to the page, for example
    /// when a user typed its address.
    /// </summary>
    /// <param name="context">The request for the page.</param>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    public static WorkOsAccountSwitch? FromRequest(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var text = context.Request.Query[AccountSwitch.FieldName];
        return context.RequestServices.GetService<AccountSwitchFormat>()?.Read(text) is { } asked
            ? new WorkOsAccountSwitch(asked, text.ToString())
            : null;
    }
}
