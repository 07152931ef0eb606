using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary>Changes that wait for the next successful answers of an endpoint, oldest first. Each is used once.</summary>
internal sealed class AnswerChanges
{
    private readonly ConcurrentQueue<(Action<JsonObject> Change, int StatusCode)> _next = new();

    public void Add(Action<JsonObject> change, int statusCode) => _next.Enqueue((change, statusCode));

    /// <summary>Changes the body, if a change waits, and says with which status to answer.</summary>
    public int Apply(JsonObject body)
    {
        if (!_next.TryDequeue(out var next))
        {
            return StatusCodes.Status200OK;
        }

        next.Change(body);
        return next.StatusCode;
    }
}
