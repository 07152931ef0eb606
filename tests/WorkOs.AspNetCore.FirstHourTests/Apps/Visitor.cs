using System.Net;
using AngleSharp.Html.Dom;

namespace WorkOs.AspNetCore.FirstHourTests;

/// <summary>Somebody with a browser in front of a new app: keeps cookies, follows redirects to WorkOS and back, and fills in forms.</summary>
internal sealed class Visitor(Uri app) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { CookieContainer = new CookieContainer(), UseProxy = false })
    {
        DefaultRequestHeaders = { Accept = { new("text/html") } },
    };

    /// <summary>Opens an address, and follows its redirects.</summary>
    /// <param name="url">A path of the app, or an address elsewhere.</param>
    public async Task<VisitedPage> OpenAsync(string url)
    {
        using var response = await _client.GetAsync(new Uri(app, url));
        return await VisitedPage.ReadAsync(response);
    }

    /// <summary>Opens an address, and follows nothing.</summary>
    /// <returns>Where its redirect leads; null if it is none.</returns>
    public async Task<Uri?> AskAsync(string url)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
        {
            DefaultRequestHeaders = { Accept = { new("text/html") } },
        };
        using var response = await client.GetAsync(new Uri(app, url));
        return response.Headers.Location is { } location ? new Uri(new Uri(app, url), location) : null;
    }

    /// <summary>Fills in the form of a page that has the given fields, and sends it.</summary>
    public async Task<VisitedPage> SubmitAsync(VisitedPage page, params (string Name, string Value)[] fields)
    {
        var form = page.Html.Forms.FirstOrDefault(form => fields.All(field => form.QuerySelector($"[name='{field.Name}']") is not null))
            ?? throw new InvalidOperationException($"No form of {page.Address} has the fields {string.Join(", ", fields.Select(field => field.Name))}:\n{page.Text}");
        var hidden = form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().Select(input => (Name: input.Name!, input.Value));
        using var content = new FormUrlEncodedContent(hidden.Concat(fields).Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await _client.PostAsync(new Uri(page.Address, form.GetAttribute("action") ?? string.Empty), content);
        return await VisitedPage.ReadAsync(response);
    }

    /// <summary>Opens a page that needs a signed-in user, enters the e-mail on the app's sign-in page if it has one, and signs in at the sandbox.</summary>
    /// <returns>Where the sign-in ends.</returns>
    public async Task<VisitedPage> SignInAsync(string url, string email)
    {
        var page = await OpenAsync(url);
        if (IsOfApp(page))
        {
            page = await SubmitAsync(page, ("email", email));
        }

        return IsOfApp(page) ? page : await SubmitAsync(page, ("person", email), ("action", "continue"));
    }

    public void Dispose() => _client.Dispose();

    private bool IsOfApp(VisitedPage page) => page.Address.Authority == app.Authority;
}
