using System.Text.Json;

namespace WorkOs.AspNetCore.Tests.Infrastructure;

/// <summary>Requests of a script in a page of the app, as <c>fetch</c> sends them.</summary>
internal static class Scripts
{
    public const string User = "/auth/user";
    public const string Antiforgery = "/auth/antiforgery";

    private static readonly (string Name, string Value)[] Headers =
    [
        ("Accept", "application/json"), ("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Mode", "cors"), ("Sec-Fetch-Dest", "empty"),
    ];

    public static Task<BrowserAnswer> FetchAsync(this Browser browser, string url) => browser.SendAsync(HttpMethod.Get, url, content: null, Headers);

    public static Task<BrowserAnswer> FetchPostAsync(this Browser browser, string url, params (string Name, string Value)[] headers) =>
        browser.SendAsync(HttpMethod.Post, url, content: null, [.. Headers, .. headers]);

    /// <summary>Asks for the antiforgery token, as the header to send.</summary>
    public static async Task<(string Name, string Value)> FetchAntiforgeryAsync(this Browser browser)
    {
        var answer = await browser.FetchAsync(Antiforgery);
        return (answer.TextOf("headerName")!, answer.TextOf("requestToken")!);
    }

    public static string? TextOf(this BrowserAnswer answer, string name)
    {
        using var json = JsonDocument.Parse(answer.Body);
        return json.RootElement.GetProperty(name).GetString();
    }
}
