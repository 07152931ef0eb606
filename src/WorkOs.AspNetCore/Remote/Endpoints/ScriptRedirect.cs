namespace WorkOs.AspNetCore;

/// <summary>
/// Replaces the redirect of a sign-out by JSON for a script: a <c>fetch</c> that is redirected to another origin fails, and the browser would stay on
/// the page. A script requests JSON with the <c>Accept</c> header.
/// </summary>
internal static class ScriptRedirect
{
    public static Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        if (response.HasStarted
            || response.StatusCode != StatusCodes.Status302Found
            || response.Headers.Location is not [{ Length: > 0 } url]
            || !context.Request.PrefersJson)
        {
            return Task.CompletedTask;
        }

        response.StatusCode = StatusCodes.Status200OK;
        response.Headers.Location = default;
        response.Headers.CacheControl = "no-store";

        // The write is not cancelled when the browser disconnects, because the user is already signed out.
        return response.WriteAsJsonAsync(new SignOutAnswer(url), SignOutAnswerJson.Default.SignOutAnswer, contentType: null, CancellationToken.None);
    }
}
