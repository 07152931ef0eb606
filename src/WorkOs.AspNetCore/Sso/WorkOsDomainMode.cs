namespace WorkOs.AspNetCore;

/// <summary>Specifies how <see cref="WorkOsChallengeProperties.Domain"/> is used.</summary>
public enum WorkOsDomainMode
{
    /// <summary>The domain is resolved to an organization, which is sent to WorkOS. The default.</summary>
    Resolve,

    /// <summary>
    /// The domain is sent as the <c>domain</c> parameter, for environments that still accept it. WorkOS rejects it in other environments with
    /// <see cref="WorkOsFailureCodes.DomainConnectionSelectorNotAllowed"/>. The profile cannot be compared with the requested domain, because WorkOS
    /// does not return the domain that it used.
    /// </summary>
    SendAsParameter,
}
