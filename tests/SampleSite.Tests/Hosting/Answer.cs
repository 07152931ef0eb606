using System.Net;
using AngleSharp.Html.Dom;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace SampleSite.Tests.Hosting;

/// <summary>What a visitor got: a page, or the place to go on to.</summary>
internal sealed record Answer(HttpStatusCode Status, Uri? Location, IHtmlDocument Page)
{
    public static Answer Of(BrowserAnswer answer) =>
        new(answer.Status, answer.Location is null ? null : new Uri(answer.Location, UriKind.RelativeOrAbsolute), answer.Html);

    public string Text(string selector) => Page.QuerySelector(selector)?.TextContent.Trim()
        ?? throw new InvalidOperationException($"The page has no '{selector}': {Page.Body?.TextContent}");

    public IEnumerable<string> Texts(string selector) => Page.QuerySelectorAll(selector).Select(element => element.TextContent.Trim());

    public bool Has(string selector) => Page.QuerySelector(selector) is not null;
}
