using Microsoft.Extensions.Configuration;

namespace WorkOs.AspNetCore;

/// <summary>
/// The options of single sign-on with WorkOS. See <see cref="WorkOsRemoteOptions"/> for where they can be set. <c>ClaimActions</c> map the profile
/// that WorkOS sends, as they map the user information of every OAuth scheme:
/// <c>options.ClaimActions.MapJsonSubKey("department", "custom_attributes", "department_name")</c>.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/reference/sso"/>.</remarks>
public sealed class WorkOsOptions : WorkOsRemoteOptions, IWebhookOptions
{
    /// <summary>Sets the defaults of single sign-on.</summary>
    public WorkOsOptions()
    {
        CallbackPath = WorkOsDefaults.CallbackPath;
        Events = new WorkOsEvents();
        ClaimActions.MapWorkOsProfile();
    }

    /// <summary>How an e-mail domain is used. Default: <see cref="WorkOsDomainMode.Resolve"/>.</summary>
    public WorkOsDomainMode DomainMode { get; set; }

    /// <summary>
    /// Maps e-mail domains to the ids of their organizations: <c>options.Domains["acme.com"] = "org_…"</c>. These domains are not looked up at
    /// WorkOS. Default: empty. Keys are compared in normalized form, without regard to case, to a dot at the end, and to the notation of
    /// international names; of several values for one domain, the last applies.
    /// </summary>
    public IDictionary<string, string> Domains { get; } = new Dictionary<string, string>(DomainName.Comparer);

    /// <summary>
    /// Whether sign-out also ends the session at the identity provider, for the connections that WorkOS supports for this (<c>GenericOIDC</c>). Best
    /// effort, three seconds at most. Default: <see langword="true"/>.
    /// </summary>
    public bool SingleLogout { get; set; } = true;

    /// <summary>
    /// The secrets of the webhook endpoint in WorkOS's dashboard: one, or two during a rotation. Default: none; every webhook is refused. If a secret
    /// is set, sessions that begin from then on end when WorkOS reports that their connection, organization or directory user is gone
    /// (<c>MapWorkOsWebhooks</c>); each request with such a session reads from the app's distributed cache.
    /// </summary>
    /// <remarks>See <see href="https://workos.com/docs/events/data-syncing/webhooks"/>.</remarks>
    public IList<string> WebhookSecrets { get; } = [];

    /// <summary>
    /// The maximum difference between the timestamp of a webhook and the current time, in either direction. Default: three minutes. Must be positive.
    /// </summary>
    public TimeSpan WebhookTolerance { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>The events of the scheme. Default: events that do not change the behavior of the handler.</summary>
    public new WorkOsEvents Events
    {
        get => (WorkOsEvents)base.Events;
        set => base.Events = value;
    }

    internal bool WatchesEnds => Enabled && WebhookSecrets.Count > 0;

    internal override Selector? DefaultSelector => Selector.ChooseOne(Organization, Connection, Provider);

    internal override WorkOsRemoteEvents CreateEvents() => new WorkOsEvents();

    internal override void SetEndpoints()
    {
        AuthorizationEndpoint = FirstSet(AuthorizationEndpoint, "/sso/authorize");
        TokenEndpoint = FirstSet(TokenEndpoint, "/sso/token");
        UserInformationEndpoint = FirstSet(UserInformationEndpoint, "/sso/profile");
    }

    internal override void ReadEnvironment(IConfiguration configuration)
    {
        base.ReadEnvironment(configuration);
        if (WebhookSecrets.Count == 0 && EnvironmentSettings.Text(configuration, EnvironmentSettings.WebhookSecret, null) is { Length: > 0 } secret)
        {
            WebhookSecrets.Add(secret);
        }
    }

    internal override IEnumerable<string> FindProductProblems() => Domains
        .Where(entry => DomainName.Normalize(entry.Key) is null || !new Selector(SelectorKind.Organization, entry.Value).IsWellFormed)
        .Select(entry => $"Domains maps '{entry.Key}' to '{entry.Value}': write an e-mail domain and the id of its organization ('org_…')")
        .Concat(WebhookProblems.Of(this));
}
