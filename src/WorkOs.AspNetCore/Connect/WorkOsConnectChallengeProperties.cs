using Microsoft.AspNetCore.Authentication.OAuth;

namespace WorkOs.AspNetCore;

/// <summary>
/// Defines how a sign-in with Connect starts. All values are kept in <c>Parameters</c>: only the organization, which the answer must match, and the
/// scopes become part of the protected state. <see cref="OAuthChallengeProperties.Scope"/> replaces the scopes of the options for this sign-in, and
/// when it starts again; <c>openid</c> is always included.
/// </summary>
/// <remarks>See <see href="https://workos.com/docs/reference/workos-connect/authorize"/>.</remarks>
public sealed class WorkOsConnectChallengeProperties : OAuthChallengeProperties
{
    /// <summary>The name under which <see cref="Organization"/> is kept in <c>Parameters</c>.</summary>
    public static readonly string OrganizationKey = WorkOsRemoteChallengeProperties.OrganizationKey;

    /// <summary>The name under which <see cref="LoginHint"/> is kept in <c>Parameters</c>.</summary>
    public static readonly string LoginHintKey = WorkOsRemoteChallengeProperties.LoginHintKey;

    /// <summary>Creates properties without items and parameters.</summary>
    public WorkOsConnectChallengeProperties()
    {
    }

    /// <summary>Creates properties with the items and parameters of others.</summary>
    /// <param name="items">The items, which the session keeps.</param>
    /// <param name="parameters">The parameters, which never leave the request.</param>
    public WorkOsConnectChallengeProperties(IDictionary<string, string?> items, IDictionary<string, object?> parameters)
        : base(items, parameters)
    {
    }

    /// <summary>
    /// The organization to sign in to (<c>org_…</c>). Default: none. Connect lets users with several organizations choose: it is sent as
    /// <c>organization_id</c>, which WorkOS does not document, and a sign-in that ends in another organization fails with
    /// <see cref="WorkOsFailureCodes.OrganizationMismatch"/>.
    /// </summary>
    public string? Organization
    {
        get => GetParameter<string>(OrganizationKey);
        set => SetParameter(OrganizationKey, value);
    }

    /// <summary>The user name to fill in, usually the e-mail address. Default: none. WorkOS does not document it for Connect.</summary>
    public string? LoginHint
    {
        get => GetParameter<string>(LoginHintKey);
        set => SetParameter(LoginHintKey, value);
    }
}
