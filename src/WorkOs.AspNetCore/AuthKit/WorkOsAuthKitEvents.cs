using Microsoft.AspNetCore.Authentication.OAuth;

namespace WorkOs.AspNetCore;

/// <summary>
/// The events of an AuthKit scheme: those of every OAuth scheme. <c>OnCreatingTicket</c> sees WorkOS's user as
/// <c>context.User</c>; claims that it adds survive every refresh of the session, as long as their issuer is not the
/// scheme's own.
/// </summary>
public class WorkOsAuthKitEvents : OAuthEvents;
