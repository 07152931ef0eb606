namespace WorkOs.AspNetCore;

/// <summary>Watches the responses to requests for pages that have no endpoint.</summary>
internal static class MissingPageWatch
{
    /// <summary>Logs a warning if this request is for one of these pages, and its response is a client error.</summary>
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

    // Any 4xx status, because an app that requires an authenticated user for every request responds before 404.
    private static void ReportIfUnanswered(HttpContext context, string scheme, MissingPage page)
    {
        if (context.Response.StatusCode is >= StatusCodes.Status400BadRequest and < StatusCodes.Status500InternalServerError)
        {
            context.RequestServices.GetRequiredService<MistakeLog>().Report(scheme, page.Mistake);
        }
    }
}
