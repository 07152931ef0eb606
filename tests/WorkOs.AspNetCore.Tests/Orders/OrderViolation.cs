namespace WorkOs.AspNetCore.Tests.Orders;

/// <summary>What must not come of any order.</summary>
internal enum OrderViolation
{
    /// <summary>Whose session was ended is signed in.</summary>
    EndedIsSignedIn,

    /// <summary>Whose session lives is not signed in.</summary>
    LivingIsSignedOut,

    /// <summary>A session holds claims of two organizations.</summary>
    OrganizationsMixed,

    /// <summary>A session is in an organization that nobody has switched it to, or not in the one that somebody has.</summary>
    WrongOrganization,

    /// <summary>A switch of a living session fails.</summary>
    SwitchFailed,

    /// <summary>A refresh token is sent that WorkOS had exchanged, and whose answer it does not give again.</summary>
    TokenSpentTwice,

    /// <summary>A request ends in an exception.</summary>
    RequestBroken,
}
