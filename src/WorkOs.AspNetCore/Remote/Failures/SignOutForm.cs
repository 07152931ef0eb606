using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Routing;

namespace WorkOs.AspNetCore;

/// <summary>A form that signs the user out, for a built-in page. The sign-out endpoint of the app has the metadata <see cref="Endpoint"/>.</summary>
internal static class SignOutForm
{
    /// <summary>Marks the endpoint to which the form is posted.</summary>
    public static readonly SignOutEndpointMetadata Endpoint = new();

    /// <summary>
    /// The form, with a link beside its button; <see langword="null"/> if the app has no sign-out endpoint, or no antiforgery token can be issued.
    /// </summary>
    public static string? Around(HttpContext context, string link)
    {
        if (FindPath(context) is not { } path || ReadTokens(context) is not { RequestToken: { } token } tokens)
        {
            return null;
        }

        var html = HtmlEncoder.Default;
        return $"""
            <form method="post" action="{html.Encode(context.Request.PathBase + path)}">
            <input type="hidden" name="{html.Encode(tokens.FormFieldName)}" value="{html.Encode(token)}">
            {link}
            <button>Sign out</button>
            </form>
            """;
    }

    // A pattern with parameters is skipped, because their values are unknown here.
    private static PathString? FindPath(HttpContext context) => context.RequestServices.GetService<EndpointDataSource>()?.Endpoints
        .OfType<RouteEndpoint>()
        .Where(static endpoint => endpoint.RoutePattern.Parameters.Count == 0 && endpoint.Metadata.GetMetadata<SignOutEndpointMetadata>() is not null)
        .Select(static endpoint => (PathString?)new PathString("/" + endpoint.RoutePattern.RawText?.TrimStart('/')))
        .FirstOrDefault();

    // Antiforgery throws over http if its cookie requires https. The page then contains only its link.
    private static AntiforgeryTokenSet? ReadTokens(HttpContext context)
    {
        try
        {
            return context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
