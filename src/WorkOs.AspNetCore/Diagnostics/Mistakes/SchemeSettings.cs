namespace WorkOs.AspNetCore;

/// <summary>A scheme, and the keys in its configuration section that are not settings.</summary>
internal sealed record SchemeSettings(string Scheme, Func<IServiceProvider, IReadOnlyList<string>> FindUnknown);
