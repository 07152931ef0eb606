using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace WorkOs.AspNetCore.FirstHourTests;

/// <summary>What a browser shows.</summary>
internal sealed record VisitedPage(Uri Address, HttpStatusCode Status, string Text)
{
    public IHtmlDocument Html => new HtmlParser().ParseDocument(Text);

    public static async Task<VisitedPage> ReadAsync(HttpResponseMessage response) =>
        new(response.RequestMessage!.RequestUri!, response.StatusCode, await response.Content.ReadAsStringAsync());
}
