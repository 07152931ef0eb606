using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary>The changes for the next successful responses of an endpoint, oldest first. Each is applied once.</summary>
internal sealed class AnswerChanges
{
    private readonly ConcurrentQueue<(Action<JsonObject> Change, int StatusCode)> _next = new();

    public void Add(Action<JsonObject> change, int statusCode) => _next.Enqueue((change, statusCode));

    /// <summary>Applies the next change to the body, if there is one, and returns the status of the response.</summary>
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
