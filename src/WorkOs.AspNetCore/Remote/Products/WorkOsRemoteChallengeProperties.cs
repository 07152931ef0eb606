using System.ComponentModel;
using Microsoft.AspNetCore.Authentication.OAuth;

namespace WorkOs.AspNetCore;

/// <summary>
/// The properties that challenges of single sign-on and AuthKit have in common: the organization, connection or provider of a sign-in, and the
/// parameters for it. Set at most one of <see cref="Organization"/>, <see cref="Connection"/> and <see cref="Provider"/>. All values are kept in
/// <c>Parameters</c>. Only the selector that was used becomes part of the protected state, because the answer must match it.
/// </summary>
public abstract class WorkOsRemoteChallengeProperties : OAuthChallengeProperties
{
    /// <summary>The name under which <see cref="Organization"/> is kept in <c>Parameters</c>.</summary>
    public static readonly string OrganizationKey = "organization";

    /// <summary>The name under which <see cref="Connection"/> is kept in <c>Parameters</c>.</summary>
    public static readonly string ConnectionKey = "connection";

    /// <summary>The name under which <see cref="Provider"/> is kept in <c>Parameters</c>.</summary>
    public static readonly string ProviderKey = "provider";

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

    private protected WorkOsRemoteChallengeProperties()
    {
    }

    private protected WorkOsRemoteChallengeProperties(IDictionary<string, string?> items, IDictionary<string, object?> parameters)
        : base(items, parameters)
    {
    }

    /// <summary>The organization to sign in to (<c>org_…</c>); the selector that WorkOS recommends. Default: none.</summary>
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

    /// <summary><c>login</c> makes the identity provider authenticate the user again, if it supports that. Default: none.</summary>
    public string? Prompt
    {
        get => GetParameter<string>(PromptKey);
        set => SetParameter(PromptKey, value);
    }

    /// <summary>Additional scopes for an OAuth provider. Default: none.</summary>
    public IEnumerable<string>? ProviderScopes
    {
        get => GetParameter<IEnumerable<string>>(ProviderScopesKey);
        set => SetParameter(ProviderScopesKey, value);
    }

    /// <summary>Additional query parameters for an OAuth provider. Default: none.</summary>
    public IEnumerable<KeyValuePair<string, string>>? ProviderQueryParameters
    {
        get => GetParameter<IEnumerable<KeyValuePair<string, string>>>(ProviderQueryParametersKey);
        set => SetParameter(ProviderQueryParametersKey, value);
    }

    /// <summary>Has no effect: WorkOS itself accepts no scopes. Use <see cref="ProviderScopes"/> for the scopes of an OAuth provider.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public new ICollection<string> Scope
    {
        get => base.Scope!;
        set => base.Scope = value;
    }
}
