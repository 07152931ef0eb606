using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using WorkOs.AspNetCore.Testing;

namespace SampleSite.Tests.Hosting;

/// <summary>Somebody with a browser that keeps cookies, fills in forms and does not follow redirects by itself.</summary>
internal sealed class Visitor : IDisposable
{
    private readonly HttpClient _client;

    public Visitor(HttpClient client)
    {
        _client = client;
        _client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    public async Task<Answer> GetAsync(string url)
    {
        using var response = await _client.GetAsync(new Uri(url, UriKind.RelativeOrAbsolute));
        return await ReadAsync(response);
    }

    public async Task<Answer> PostAsync(string url, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await _client.PostAsync(new Uri(url, UriKind.RelativeOrAbsolute), content);
        return await ReadAsync(response);
    }

    /// <summary>Submits a form of the page as it is, with the fields on top.</summary>
    public Task<Answer> SubmitAsync(Answer answer, string formSelector, params (string Name, string Value)[] fields)
    {
        var form = answer.Page.QuerySelector(formSelector) as IHtmlFormElement
            ?? throw new InvalidOperationException($"The page has no form '{formSelector}'.");
        var hidden = form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().Select(input => (input.Name!, input.Value));
        return PostAsync(form.GetAttribute("action")!, [.. hidden, .. fields]);
    }

    /// <summary>Types an address on the sign-in page.</summary>
    public async Task<Answer> EnterEmailAsync(string email, string signInUrl = "/sign-in") =>
        await SubmitAsync(await GetAsync(signInUrl), "form:has(#email)", ("Email", email));

    /// <summary>Walks all the way: the page, the address, the identity provider, the callback.</summary>
    /// <returns>What the callback answers.</returns>
    public async Task<Answer> SignInAsync(WorkOsSandbox workOs, string email, string signInUrl = "/sign-in")
    {
        var toWorkOs = await EnterEmailAsync(email, signInUrl);
        var callback = await workOs.CompleteSignInAsync(toWorkOs.Location!, email);
        return await GetAsync(callback.PathAndQuery);
    }

    public void Dispose() => _client.Dispose();

    private static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var html = await response.Content.ReadAsStringAsync();
        return new Answer(response.StatusCode, response.Headers.Location, await new HtmlParser().ParseDocumentAsync(html));
    }
}
