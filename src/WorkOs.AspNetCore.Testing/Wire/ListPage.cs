using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The requested page of a list.</summary>
internal sealed record ListPage(int Limit, string Before, string After, string Order)
{
    /// <summary>Reads the query. If the query is not valid, answers the request and returns null.</summary>
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

        var order = query["order"] is [{ Length: > 0 } asked] ? asked : "desc";
        if (order is not ("asc" or "desc" or "normal"))
        {
            await context.WriteMessageAsync(
                StatusCodes.Status422UnprocessableEntity, "order must be asc, desc or normal.", "invalid_request_parameters");
            return null;
        }

        return new ListPage(limit, query["before"].ToString(), query["after"].ToString(), order);
    }

    /// <summary>Returns the page. The items must be in the order oldest first.</summary>
    public JsonObject Of<T>(IEnumerable<T> oldestFirst, Func<T, string> idOf, Func<T, JsonObject> write)
    {
        List<T> found = Order == "asc" ? [.. oldestFirst] : [.. oldestFirst.Reverse()];
        var ids = found.Select(idOf).ToList();
        var (start, end) = Cut(ids);
        return new()
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. found.Skip(start).Take(end - start).Select(write)]),
            ["list_metadata"] = Metadata(
                newer: start > 0 && start < end ? ids[start] : null,
                older: start < end && end < ids.Count ? ids[end - 1] : null),
        };
    }

    // "normal" is newest first, with the two cursors exchanged.
    private JsonObject Metadata(string? newer, string? older) => Order == "normal"
        ? new() { ["before"] = older, ["after"] = newer }
        : new() { ["before"] = newer, ["after"] = older };

    private (int Start, int End) Cut(List<string> ids)
    {
        var (before, after) = Order == "normal" ? (After, Before) : (Before, After);
        var end = ids.IndexOf(before);
        if (end >= 0)
        {
            return (Math.Max(0, end - Limit), end);
        }

        var start = ids.IndexOf(after) + 1;
        return (start, Math.Min(ids.Count, start + Limit));
    }
}
