namespace WorkOs.AspNetCore.Testing;

/// <summary>An authorization request whose user has signed in, on the way to a code.</summary>
internal sealed record ConnectSignIn(ConnectRequest Request, string UserId);
