using Microsoft.AspNetCore.Authentication.OAuth;

namespace WorkOs.AspNetCore;

/// <summary>
/// Says which organization, connection or provider a sign-in is for, and what to tell it. Name at most one of
/// <see cref="Organization"/>, <see cref="Connection"/> and <see cref="Provider"/>; <see cref="Domain"/> is used when
/// none is named, and the default of the options when there is no domain either. Everything here is kept in
/// <c>Parameters</c>: only the selector that was used, which the profile must match, enters the protected state.
/// <c>Scope</c> is not sent, because WorkOS takes none for itself; <see cref="ProviderScopes"/> are those of an OAuth provider.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/reference/sso/get-authorization-url"/>.</remarks>
public class WorkOsChallengeProperties : OAuthChallengeProperties
{
    /// <summary>The name under which <see cref="Organization"/> is kept in <c>Parameters</c>.</summary>
    public static readonly string OrganizationKey = "organization";

    /// <summary>The name under which <see cref="Connection"/> is kept in <c>Parameters</c>.</summary>
    public static readonly string ConnectionKey = "connection";

    /// <summary>The name under which <see cref="Provider"/> is kept in <c>Parameters</c>.</summary>
    public static readonly string ProviderKey = "provider";

    /// <summary>The name under which <see cref="Domain"/> is kept in <c>Parameters</c>.</summary>
    public static readonly string DomainKey = "domain";

    /// <summary>The name under which <see cref="DomainHint"/> is kept in <c>Parameters</c>.</summary>
    public static readonly string DomainHintKey = "domain_hint";

    /// <summary>The name under which <see cref="LoginHint"/> is kept in <c>Parameters</c>.</summary>
    public static readonly string LoginHintKey = "login_hint";

    /// <summary>The name under which <see cref="Prompt"/> is kept in <c>Parameters</c>.</summary>
    public static readonly string PromptKey = "prompt";

    /// <summary>The name under which <see cref="ProviderScopes"/> is kept in <c>Parameters</c>.</summary>
    public static readonly string ProviderScopesKey = "provider_scopes";

    /// <summary>The name under which <see cref="ProviderQueryParameters"/> is kept in <c>Parameters</c>.</summary>
    public static readonly string ProviderQueryParametersKey = "provider_query_params";

    /// <summary>Creates properties that name nothing: the default of the options is used.</summary>
    public WorkOsChallengeProperties()
    {
    }

    /// <summary>Creates properties from items and parameters that exist already.</summary>
    /// <param name="items">What is kept in the protected state.</param>
    /// <param name="parameters">What is used by this challenge and then forgotten.</param>
    public WorkOsChallengeProperties(IDictionary<string, string?> items, IDictionary<string, object?> parameters)
        : base(items, parameters)
    {
    }

    /// <summary>The organization to sign in to (<c>org_…</c>); the selector that WorkOS prefers. Default: none.</summary>
    public string? Organization
    {
        get => GetParameter<string>(OrganizationKey);
        set => SetParameter(OrganizationKey, value);
    }

    /// <summary>The connection to use (<c>conn_…</c>), for an organization that has several. Default: none.</summary>
    public string? Connection
    {
        get => GetParameter<string>(ConnectionKey);
        set => SetParameter(ConnectionKey, value);
    }

    /// <summary>The OAuth provider to use, for example <c>GoogleOAuth</c>. Default: none.</summary>
    public string? Provider
    {
        get => GetParameter<string>(ProviderKey);
        set => SetParameter(ProviderKey, value);
    }

    /// <summary>
    /// The domain of the person's e-mail address, in any case and script. It is turned into an organization by
    /// <see cref="IWorkOsOrganizationResolver"/>; one that belongs to none is
    /// <see cref="WorkOsFailureCodes.OrganizationNotFound"/>. Default: none.
    /// </summary>
    public string? Domain
    {
        get => GetParameter<string>(DomainKey);
        set => SetParameter(DomainKey, value);
    }

    /// <summary>A hint for Microsoft OAuth and Google SAML; it does not select a connection. Default: none.</summary>
    public string? DomainHint
    {
        get => GetParameter<string>(DomainHintKey);
        set => SetParameter(DomainHintKey, value);
    }

    /// <summary>The user name to fill in at the identity provider, usually the e-mail address. Default: none.</summary>
    public string? LoginHint
    {
        get => GetParameter<string>(LoginHintKey);
        set => SetParameter(LoginHintKey, value);
    }

    /// <summary><c>login</c> makes the identity provider ask again, where it can. Default: none.</summary>
    public string? Prompt
    {
        get => GetParameter<string>(PromptKey);
        set => SetParameter(PromptKey, value);
    }

    /// <summary>More scopes to ask an OAuth provider for. Default: none.</summary>
    public IEnumerable<string>? ProviderScopes
    {
        get => GetParameter<IEnumerable<string>>(ProviderScopesKey);
        set => SetParameter(ProviderScopesKey, value);
    }

    /// <summary>More query parameters for an OAuth provider. Default: none.</summary>
    public IEnumerable<KeyValuePair<string, string>>? ProviderQueryParameters
    {
        get => GetParameter<IEnumerable<KeyValuePair<string, string>>>(ProviderQueryParametersKey);
        set => SetParameter(ProviderQueryParametersKey, value);
    }

    /// <summary>
    /// A challenge for the person with this address: its domain becomes <see cref="Domain"/>, the address
    /// <see cref="LoginHint"/>. Whatever a form holds may be passed in; a text that is no address ends as
    /// <see cref="WorkOsFailureCodes.OrganizationNotFound"/> on the app's error page.
    /// </summary>
    /// <param name="email">What the person typed.</param>
    /// <exception cref="ArgumentNullException"><paramref name="email"/> is null.</exception>
    public static WorkOsChallengeProperties ForEmail(string email)
    {
        ArgumentNullException.ThrowIfNull(email);
        var domain = DomainName.OfEmail(email);
        return new WorkOsChallengeProperties { Domain = domain, LoginHint = domain.Length > 0 ? email.Trim() : null };
    }
}
