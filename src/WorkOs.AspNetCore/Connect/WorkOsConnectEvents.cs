namespace WorkOs.AspNetCore;

/// <summary>
/// The events of a Connect scheme: those of every scheme with sessions. <c>context.User</c> of <c>OnCreatingTicket</c> and
/// <see cref="WorkOsSessionEvents.OnRefreshingSession"/> holds the claims of the id_token, or the answer of the userinfo endpoint where
/// <c>GetClaimsFromUserInfoEndpoint</c> is set.
/// </summary>
public class WorkOsConnectEvents : WorkOsSessionEvents
{
}
