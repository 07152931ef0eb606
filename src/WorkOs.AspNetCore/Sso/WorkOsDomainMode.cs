namespace WorkOs.AspNetCore;

/// <summary>What becomes of <see cref="WorkOsChallengeProperties.Domain"/>.</summary>
public enum WorkOsDomainMode
{
    /// <summary>It is turned into an organization, which is what WorkOS is asked for. The default.</summary>
    Resolve,

    /// <summary>
    /// It is sent as the <c>domain</c> parameter, for environments that still accept it. WorkOS rejects it elsewhere
    /// with <see cref="WorkOsFailureCodes.DomainConnectionSelectorNotAllowed"/>, and the profile that comes back cannot
    /// be compared with what was asked for, because WorkOS does not say which domain it used.
    /// </summary>
    SendAsParameter,
}
