namespace WorkOs.AspNetCore;

/// <summary>
/// The events of a WorkOS scheme: those of every OAuth scheme. <c>OnCreatingTicket</c> receives the profile as <c>context.User</c>, after it was
/// compared with the selector of the challenge, and can refuse the user with <c>context.Fail(…)</c>. <c>OnRemoteFailure</c> is called first for every
/// failure, with a <see cref="WorkOsAuthenticationException"/> that has its code.
/// </summary>
public class WorkOsEvents : WorkOsRemoteEvents;
