namespace WorkOs.AspNetCore;

/// <summary>
/// The events of a WorkOS scheme: those of every OAuth scheme. <c>OnCreatingTicket</c> sees the profile as
/// <c>context.User</c>, after it was compared with what was asked for, and may refuse the user with
/// <c>context.Fail(…)</c>; <c>OnRemoteFailure</c> sees every failure first, as a
/// <see cref="WorkOsAuthenticationException"/> with its code.
/// </summary>
public class WorkOsEvents : WorkOsRemoteEvents;
