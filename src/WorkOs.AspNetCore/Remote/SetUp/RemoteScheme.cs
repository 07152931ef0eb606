namespace WorkOs.AspNetCore;

/// <summary>A scheme with which browsers sign in, and its options.</summary>
internal sealed record RemoteScheme(string Name, Func<IServiceProvider, WorkOsRemoteOptions> FindOptions);
