using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using WorkOs.AspNetCore;

namespace SampleSite.SignIn;

/// <summary>
/// Handles an antiforgery token that is no longer valid, because the user has signed in in another tab meanwhile. Shows the form again, with a
/// message and the same return URL, instead of an empty 400 response.
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
