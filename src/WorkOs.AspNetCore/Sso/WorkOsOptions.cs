using Microsoft.Extensions.Configuration;

namespace WorkOs.AspNetCore;

/// <summary>
/// The options of single sign-on with WorkOS. <see cref="WorkOsRemoteOptions"/> says where they can be set.
/// <c>ClaimActions</c> works on the profile that WorkOS sends, as it does on the user information of every OAuth
/// scheme: <c>options.ClaimActions.MapJsonSubKey("department", "custom_attributes", "department_name")</c>.
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

    /// <summary>What becomes of an e-mail domain. Default: <see cref="WorkOsDomainMode.Resolve"/>.</summary>
    public WorkOsDomainMode DomainMode { get; set; }

    /// <summary>
    /// E-mail domains whose organization the app knows: <c>options.Domains["acme.com"] = "org_…"</c>. They are not looked
    /// up at WorkOS. Default: empty. Upper case, a dot at the end and international names are one domain with its normalized
    /// form, so that the last of them counts.
    /// </summary>
    public IDictionary<string, string> Domains { get; } = new Dictionary<string, string>(DomainName.Comparer);

    /// <summary>
    /// Whether sign-out also ends the session at the identity provider, for the connections with which WorkOS can
    /// (<c>GenericOIDC</c>). Best effort, three seconds at most. Default: <see langword="true"/>.
    /// </summary>
    public bool SingleLogout { get; set; } = true;

    /// <summary>
    /// The secrets of the webhook endpoint in WorkOS's dashboard: one, or two while it is being rotated. Default: none; every webhook is
    /// refused. Where there is one, sessions that begin from then on end when WorkOS reports that their connection, organization or directory user
    /// is gone (<c>MapWorkOsWebhooks</c>); each request with such a session looks into the app's distributed cache.
    /// </summary>
    /// <remarks>See <see href="https://workos.com/docs/events/data-syncing/webhooks"/>.</remarks>
    public IList<string> WebhookSecrets { get; } = [];

    /// <summary>How far the timestamp of a webhook may be from now, in either direction. Default: three minutes. Must be positive.</summary>
    public TimeSpan WebhookTolerance { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>The events of the scheme. Default: events that leave everything to the handler.</summary>
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
