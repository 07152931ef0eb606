using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore.Tests.Infrastructure;

/// <summary>What came back for one request.</summary>
public sealed record BrowserAnswer(HttpStatusCode Status, string? Location, IReadOnlyDictionary<string, string> Headers, IReadOnlyList<string> SetCookies, string Body)
{
    public bool IsRedirect => Status == HttpStatusCode.Found;

    public bool GoesToWorkOs => IsRedirect && Location!.StartsWith("https://api.workos.com/sso/authorize?", StringComparison.Ordinal);

    public IHtmlDocument Html => new HtmlParser().ParseDocument(Body);

    /// <summary>The failure code of the built-in page, of problem details, or in the address of the app's error page.</summary>
    public string? FailureCode
    {
        get
        {
            if (IsRedirect)
            {
                return Query("error");
            }

            if (Headers.GetValueOrDefault("Content-Type")?.Contains("json", StringComparison.Ordinal) == true)
            {
                using var problem = JsonDocument.Parse(Body);
                return problem.RootElement.GetProperty("code").GetString();
            }

            return Html.QuerySelector("small")?.TextContent.Replace("Code: ", string.Empty, StringComparison.Ordinal);
        }
    }

    /// <summary>Where the link of the built-in page leads.</summary>
    public string? NextLink => Html.QuerySelector("main a")?.GetAttribute("href");

    /// <summary>A parameter of the address that the browser is sent to.</summary>
    public string? Query(string name) => LocationQuery.TryGetValue(name, out var value) ? value.ToString() : null;

    public IReadOnlyDictionary<string, Microsoft.Extensions.Primitives.StringValues> LocationQuery =>
        QueryHelpers.ParseQuery(Location?.Contains('?', StringComparison.Ordinal) == true ? Location[Location.IndexOf('?', StringComparison.Ordinal)..] : string.Empty);

    public static async Task<BrowserAnswer> ReadAsync(HttpResponseMessage response)
    {
        ArgumentNullException.ThrowIfNull(response);

        // As sent: HttpClient would otherwise tidy up the addresses that the tests are about.
        var headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        var cookies = response.Headers.TryGetValues("Set-Cookie", out var values) ? values.ToList() : [];
        return new BrowserAnswer(
            response.StatusCode, headers.GetValueOrDefault("Location"), headers, cookies, await response.Content.ReadAsStringAsync());
    }
}
