namespace WorkOs.AspNetCore;

/// <summary>
/// A page that browsers are redirected to, and that had no endpoint when the app started. Middleware can serve it nevertheless, so it is reported as
/// a mistake only when a request for it ends without a page.
/// </summary>
internal sealed record MissingPage(PathString Path, Mistake Mistake);
