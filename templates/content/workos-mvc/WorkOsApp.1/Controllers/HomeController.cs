using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using WorkOsApp._1.Models;

namespace WorkOsApp._1.Controllers;

public class HomeController : Controller
{
    [HttpGet("/")]
    public IActionResult Index() => View();

    [Route("/error")]
    [ResponseCache(NoStore = true)]
    [IgnoreAntiforgeryToken]
    public IActionResult Error() => View(new ErrorViewModel(
        Activity.Current?.Id ?? HttpContext.TraceIdentifier,
        Response.StatusCode == StatusCodes.Status404NotFound));
}
