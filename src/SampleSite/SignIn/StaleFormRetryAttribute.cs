using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using WorkOs.AspNetCore;

namespace SampleSite.SignIn;

/// <summary>
/// A form that waited in another tab while the person signed in there has the wrong antiforgery token. It comes back
/// fresh, with a sentence and its return URL, instead of an empty 400.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StaleFormRetryAttribute : Attribute, IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is IAntiforgeryValidationFailedResult)
        {
            var returnUrl = context.HttpContext.Request.Query["ReturnUrl"].FirstOrDefault();
            context.Result = new RedirectToPageResult("/SignIn", pageHandler: null, new { error = WorkOsFailureCodes.AntiforgeryFailed, returnUrl });
        }
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
