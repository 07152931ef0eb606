using AngleSharp.Html.Dom;
using WorkOs.AspNetCore.Testing;
using HttpBrowser = WorkOs.AspNetCore.Tests.Infrastructure.Browser;

namespace SampleSite.Tests.Hosting;

/// <summary>Somebody with a browser, who fills in forms.</summary>
internal sealed class Visitor(HttpBrowser browser) : IDisposable
{
    public async Task<Answer> GetAsync(string url) => Answer.Of(await browser.GetAsync(url));

    public async Task<Answer> PostAsync(string url, params (string Name, string Value)[] fields) => Answer.Of(await browser.PostAsync(url, fields));

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

    public void Dispose() => browser.Dispose();
}
