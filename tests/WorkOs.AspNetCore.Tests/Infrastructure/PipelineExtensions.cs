using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Tests.Infrastructure;

/// <summary>Middleware that tests put behind the handler.</summary>
internal static class PipelineExtensions
{
    /// <summary>Answers on the callback path, for requests that the handler passed on.</summary>
    public static void MapWhenCallback(this WebApplication app, string body) =>
        app.MapGet(SignInSteps.CallbackPath, (HttpContext context) => context.Response.WriteAsync(body));

    /// <summary>A page that nobody may see.</summary>
    public static void MapForbidden(this WebApplication app, string path) =>
        app.Map(path, () => "gold").RequireAuthorization(policy => policy.RequireAssertion(static _ => false));
}
