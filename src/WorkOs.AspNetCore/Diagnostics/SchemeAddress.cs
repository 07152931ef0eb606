namespace WorkOs.AspNetCore;

/// <summary>A scheme, and the base address that it uses for WorkOS; <see langword="null"/> for a scheme that is disabled.</summary>
internal sealed record SchemeAddress(string Scheme, Func<IServiceProvider, Uri?> Find);
