using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace WorkOsApp._1.Controllers;

[Authorize]
public class AccountController : Controller
{
    [HttpGet("/account")]
    public IActionResult Index() => View();

    [HttpGet("/admin")]
    [Authorize(Roles = "admin")]
    public IActionResult Admin() => View();
}
