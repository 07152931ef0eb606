using Microsoft.AspNetCore.Antiforgery;

namespace WorkOs.AspNetCore;

/// <summary>Gives a script of the app the antiforgery token of its browser and user, and the cookie that belongs to it.</summary>
internal static class AntiforgeryEndpoint
{
    public static async Task HandleAsync(HttpContext context)
    {
        if (await ScriptRequest.TryRefuseAsync(context))
        {
            return;
        }

        // An antiforgery token for an unauthenticated user would not be valid for the user whose session can be read a moment later.
        if (context.Items.ContainsKey(UnreadableSession.Key))
        {
            await FailureResponse.WriteUnreadableSessionAsync(context);
            return;
        }

        var tokens = context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        await context.Response.WriteAsJsonAsync(
            new AntiforgeryAnswer(tokens.HeaderName, tokens.FormFieldName, tokens.RequestToken),
            ScriptAnswersJson.Default.AntiforgeryAnswer,
            contentType: null,
            context.RequestAborted);
    }
}
