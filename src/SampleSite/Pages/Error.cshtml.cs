using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace SampleSite.Pages;

/// <summary>
/// The page for an exception or an empty error response. It runs with the method of the request that failed, so it has no handlers and requires no
/// antiforgery token.
/// </summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorModel : PageModel
{
    /// <summary>The status of the request that failed. If the page is requested directly, the status is 404.</summary>
    public int Status =>
        HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalStatusCode
        ?? (HttpContext.Features.Get<IExceptionHandlerFeature>() is null ? StatusCodes.Status404NotFound : StatusCodes.Status500InternalServerError);

    public string Heading => Status switch
    {
        StatusCodes.Status404NotFound => "There is no such page",
        >= StatusCodes.Status500InternalServerError => "Something went wrong on our side",
        var status => ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase : "That did not work",
    };

    public string Sentence => Status switch
    {
        StatusCodes.Status404NotFound => "The address may have a typing mistake, or the page has moved.",
        >= StatusCodes.Status500InternalServerError => "It is not your fault. Please try again in a moment; if it happens again, tell us the reference below.",
        _ => "The site could not do what was asked. Nothing has changed.",
    };

    public string Reference => Activity.Current?.Id ?? HttpContext.TraceIdentifier;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) => Response.StatusCode = Status;
}
