using Microsoft.Extensions.Configuration;
using System.ComponentModel;

namespace WorkOs.AspNetCore;

/// <summary>
/// The options of sign-in with AuthKit. <see cref="WorkOsRemoteOptions"/> describes where they can be set. <c>ClaimActions</c> maps the user that
/// WorkOS sends.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/reference/authkit"/>.</remarks>
public sealed class WorkOsAuthKitOptions : WorkOsSessionOptions, IWebhookOptions
{
    /// <summary>Creates options with the default values of AuthKit.</summary>
    public WorkOsAuthKitOptions()
    {
        CallbackPath = WorkOsAuthKitDefaults.CallbackPath;
        Events = new WorkOsAuthKitEvents();
        ClaimActions.MapWorkOsUser();
    }

    /// <summary>
    /// The path of the app's page on which a user with several organizations selects one; the page uses
    /// <see cref="WorkOsAuthKitOrganizationSelection"/>. Default: none; the sign-in fails with
    /// <see cref="WorkOsFailureCodes.OrganizationSelectionRequired"/>.
    /// </summary>
    public PathString OrganizationSelectionPath { get; set; }

    /// <summary>
    /// Whether the IP address and the user agent of the browser are sent to WorkOS at each sign-in and refresh. Default: <see langword="true"/>.
    /// <see cref="WorkOsSessions.GetSessionsAsync"/> lists them, and WorkOS's risk detection uses them; otherwise, WorkOS sees only the server. They
    /// are personal data. The address is that of the connection, after the forwarded headers middleware; it is not sent if it is private, or if the
    /// request has a proxy's header that was not processed.
    /// </summary>
    /// <remarks>See <see href="https://workos.com/docs/reference/authkit/authentication"/>.</remarks>
    public bool SendClientInfo { get; set; } = true;

    /// <summary>
    /// The secrets of the webhook endpoint in WorkOS's dashboard: one, or two while a secret is rotated. Default: none; every webhook is refused.
    /// </summary>
    public IList<string> WebhookSecrets { get; } = [];

    /// <summary>How far the timestamp of a webhook may be from now, in either direction. Default: three minutes.</summary>
    public TimeSpan WebhookTolerance { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>Not used: the response to the code exchange contains the user.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new string UserInformationEndpoint
    {
        get => base.UserInformationEndpoint;
        set => base.UserInformationEndpoint = value;
    }

    /// <summary>The events of the scheme.</summary>
    public new WorkOsAuthKitEvents Events
    {
        get => (WorkOsAuthKitEvents)base.Events;
        set => base.Events = value;
    }

    internal override bool ReceivesOrganizationEvents => WebhookSecrets.Count > 0;

    internal override Selector? DefaultSelector =>
        Selector.ChooseOneOrHosted(Organization, Connection, Provider) ?? new Selector(SelectorKind.Provider, Selector.HostedProvider);

    internal override WorkOsRemoteEvents CreateEvents() => new WorkOsAuthKitEvents();

    internal override void SetEndpoints()
    {
        AuthorizationEndpoint = FirstSet(AuthorizationEndpoint, "/user_management/authorize");
        TokenEndpoint = FirstSet(TokenEndpoint, "/user_management/authenticate");
    }

    internal override void ReadEnvironment(IConfiguration configuration)
    {
        base.ReadEnvironment(configuration);
        if (WebhookSecrets.Count == 0 && EnvironmentSettings.Text(configuration, EnvironmentSettings.WebhookSecret, null) is { Length: > 0 } secret)
        {
            WebhookSecrets.Add(secret);
        }
    }

    internal override IEnumerable<string> FindProductProblems() => base.FindProductProblems().Concat(WebhookProblems.Of(this));
}
