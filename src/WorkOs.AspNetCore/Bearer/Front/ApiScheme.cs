namespace WorkOs.AspNetCore;

/// <summary>A scheme of an API, and the requests that are for it.</summary>
internal sealed record ApiScheme(string Name, Func<HttpContext, ApiCredential, bool> IsFor);
