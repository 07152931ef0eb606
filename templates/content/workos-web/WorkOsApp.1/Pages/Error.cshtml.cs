using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace WorkOsApp._1.Pages;

[ResponseCache(NoStore = true)]
[IgnoreAntiforgeryToken]
public class ErrorModel : PageModel
{
    public bool IsNotFound => Response.StatusCode == StatusCodes.Status404NotFound;

    public string RequestId => Activity.Current?.Id ?? HttpContext.TraceIdentifier;
}
