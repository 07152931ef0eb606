using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace LiveCheck.People;

/// <summary>Prints the URL for a person, and waits for the callback at the redirect URI, a loopback address.</summary>
internal sealed class BrowserPerson : IPerson, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly HttpListener _listener = new();
    private readonly Uri _redirectUri;
    private readonly TextWriter _prompt;

    /// <exception cref="HttpListenerException">The port is in use.</exception>
    public BrowserPerson(Uri redirectUri, TextWriter prompt)
    {
        (_redirectUri, _prompt) = (redirectUri, prompt);
        _listener.Prefixes.Add(redirectUri.GetLeftPart(UriPartial.Authority) + "/");
        _listener.Start();
    }

    public async Task<Uri> SignInAsync(Uri url, CancellationToken cancellationToken)
    {
        await _prompt.WriteLineAsync($"\nOpen this in a browser and sign in:\n  {url.AbsoluteUri}");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var state = QueryHelpers.ParseQuery(url.Query)["state"].ToString();
        while (true)
        {
            var context = await _listener.GetContextAsync().WaitAsync(patience.Token);
            if (context.Request.Url is { } callback && callback.AbsolutePath == _redirectUri.AbsolutePath
                && QueryHelpers.ParseQuery(callback.Query)["state"].ToString() == state)
            {
                await AnswerAsync(context, HttpStatusCode.OK, "Thank you. Go back to the console.");
                return new(_redirectUri, callback.PathAndQuery);
            }

            await AnswerAsync(context, HttpStatusCode.NotFound, "This is not the callback of the sign-in that the console shows.");
        }
    }

    public void Dispose() => _listener.Close();

    private static async Task AnswerAsync(HttpListenerContext context, HttpStatusCode status, string text)
    {
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        await context.Response.OutputStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text));
        context.Response.Close();
    }
}
