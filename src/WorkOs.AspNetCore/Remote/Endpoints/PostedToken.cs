using Microsoft.AspNetCore.Antiforgery;

namespace WorkOs.AspNetCore;

/// <summary>Checks the antiforgery token of a form, or of a header.</summary>
internal static class PostedToken
{
    /// <summary>
    /// Whether the antiforgery token is valid for this browser and user. A form that cannot be read is invalid, even with a token in a header; the
    /// antiforgery service would throw for it.
    /// </summary>
    public static async Task<bool> IsValidAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Request.HasFormContentType && await PostedForm.TryReadAsync(context.Request, cancellationToken) is null)
        {
            return false;
        }

        try
        {
            return await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
        }
        catch (AntiforgeryValidationException)
        {
            return false;
        }
    }
}
