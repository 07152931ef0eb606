namespace WorkOs.AspNetCore;

/// <summary>
/// For the page at <see cref="WorkOsRemoteOptions.AccountSwitchPath"/>: the form that a user posts to go on with another
/// account, and where they go who stay. The form needs no antiforgery token of the app's: its text is bound to the browser
/// and to the user who were sent to the page, and is good for ten minutes.
/// </summary>
public sealed class WorkOsAccountSwitch
{
    private WorkOsAccountSwitch(AccountSwitch asked, string text)
    {
        Action = asked.AnswerPath;
        FieldValue = text;
        ReturnUrl = asked.ReturnUrl;
    }

    /// <summary>Where the form posts to: the callback path of the scheme, with the path base.</summary>
    public string Action { get; }

    /// <summary>The name of the form's one field, <c>account_switch</c>.</summary>
    public string FieldName => AccountSwitch.FieldName;

    /// <summary>The value of the form's one field, for a hidden input.</summary>
    public string FieldValue { get; }

    /// <summary>Where a user goes who stays signed in: a path of this site, or a URL of an allowed origin.</summary>
    public string ReturnUrl { get; }

    /// <summary>
    /// What the browser was sent to the page with; <see langword="null"/> when it was not sent by this package, for example
    /// when somebody typed the address of the page.
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
