namespace WorkOs.AspNetCore.Tests.Orders;

/// <summary>What a machine does.</summary>
internal enum OrderAction
{
    Request,

    /// <summary>A request that the app renews the session with.</summary>
    Renewal,
    SwitchToGlobex,
    SwitchToInitech,
    SignOut,

    /// <summary>WorkOS ends the user, and says so.</summary>
    UserEnded,

    /// <summary>WorkOS ends the session, and says so.</summary>
    SessionEnded,

    /// <summary>WorkOS ends the membership in the organization that the session began in, and says so.</summary>
    MembershipEnded,

    /// <summary>The app ends what the user has.</summary>
    EndedByApp,
}
