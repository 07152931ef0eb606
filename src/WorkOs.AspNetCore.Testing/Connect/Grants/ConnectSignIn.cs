namespace WorkOs.AspNetCore.Testing;

/// <summary>An authorization request for which a user has signed in, before the code is issued.</summary>
internal sealed record ConnectSignIn(ConnectRequest Request, string UserId);
