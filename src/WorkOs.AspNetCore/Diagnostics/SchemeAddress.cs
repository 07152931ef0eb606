namespace WorkOs.AspNetCore;

/// <summary>A scheme, and how to learn where it believes WorkOS to be; no address for one that is switched off.</summary>
internal sealed record SchemeAddress(string Scheme, Func<IServiceProvider, Uri?> Find);
