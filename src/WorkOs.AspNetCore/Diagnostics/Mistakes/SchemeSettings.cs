namespace WorkOs.AspNetCore;

/// <summary>A scheme, and what its section of the configuration contains that is no setting.</summary>
internal sealed record SchemeSettings(string Scheme, Func<IServiceProvider, IReadOnlyList<string>> FindUnknown);
