using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The page of a list that a request asks for.</summary>
internal sealed record ListPage(int Limit, string Before, string After)
{
    /// <summary>Reads the query; answers the request itself and returns null when it can't be read.</summary>
    public static async Task<ListPage?> ReadAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var limit = 10;
        if (query.ContainsKey("limit")
            && (!int.TryParse(query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > 100))
        {
            await context.WriteMessageAsync(
                StatusCodes.Status422UnprocessableEntity, "limit must be from 1 to 100.", "invalid_request_parameters");
            return null;
        }

        return new ListPage(limit, query["before"].ToString(), query["after"].ToString());
    }

    public JsonObject Of<T>(IReadOnlyList<T> found, Func<T, string> idOf, Func<T, JsonObject> write)
    {
        var ids = found.Select(idOf).ToList();
        var (start, end) = Cut(ids);
        return new()
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. found.Skip(start).Take(end - start).Select(write)]),
            ["list_metadata"] = new JsonObject
            {
                ["before"] = start > 0 && start < end ? ids[start] : null,
                ["after"] = start < end && end < ids.Count ? ids[end - 1] : null,
            },
        };
    }

    private (int Start, int End) Cut(List<string> ids)
    {
        var end = ids.IndexOf(Before);
        if (end >= 0)
        {
            return (Math.Max(0, end - Limit), end);
        }

        var start = ids.IndexOf(After) + 1;
        return (start, Math.Min(ids.Count, start + Limit));
    }
}
