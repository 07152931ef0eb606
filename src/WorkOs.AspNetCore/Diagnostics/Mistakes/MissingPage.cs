namespace WorkOs.AspNetCore;

/// <summary>
/// A page to which browsers are sent, and for which the app had no endpoint when it started. Middleware can answer it all the same, so that it is a
/// mistake only once a request for it ends without a page.
/// </summary>
internal sealed record MissingPage(PathString Path, Mistake Mistake);
