namespace WorkOs.AspNetCore;

/// <summary>Looks at what becomes of requests for pages that have no endpoint.</summary>
internal static class MissingPageWatch
{
    /// <summary>Warns if this request is for such a page, and nothing answers it.</summary>
    public static void Begin(HttpContext context, string scheme, IReadOnlyList<MissingPage> pages)
    {
        foreach (var page in pages)
        {
            if (context.Request.Path == page.Path && HttpMethods.IsGet(context.Request.Method))
            {
                context.Response.OnStarting(() =>
                {
                    ReportIfUnanswered(context, scheme, page);
                    return Task.CompletedTask;
                });
            }
        }
    }

    // An app in which everything requires an authenticated user does not get as far as 404.
    private static void ReportIfUnanswered(HttpContext context, string scheme, MissingPage page)
    {
        if (context.Response.StatusCode is >= StatusCodes.Status400BadRequest and < StatusCodes.Status500InternalServerError)
        {
            context.RequestServices.GetRequiredService<MistakeLog>().Report(scheme, page.Mistake);
        }
    }
}
