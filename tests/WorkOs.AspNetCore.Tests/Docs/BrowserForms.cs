using AngleSharp.Html.Dom;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Docs;

internal static class BrowserForms
{
    /// <summary>Submits the only form of a page, with its hidden fields.</summary>
    public static Task<BrowserAnswer> SubmitAsync(this Browser browser, BrowserAnswer page, params (string Name, string Value)[] fields)
    {
        var form = Assert.Single(page.Html.Forms);
        var hidden = form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>().Select(input => (input.Name!, input.Value));
        return browser.PostAsync(form.GetAttribute("action")!, [.. hidden, .. fields]);
    }
}
