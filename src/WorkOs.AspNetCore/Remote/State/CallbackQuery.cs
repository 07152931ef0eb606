using Microsoft.Extensions.Primitives;

namespace WorkOs.AspNetCore;

/// <summary>What WorkOS, or somebody who pretends to be it, put into the query of the callback.</summary>
internal sealed class CallbackQuery(IQueryCollection query)
{
    // A code is an opaque id.
    private const int MaxCodeLength = 2048;
    private const int MaxErrorLength = 64;

    /// <summary>Whether there is a state parameter with anything in it, readable or not.</summary>
    public bool HasState => HasValue(query["state"]);

    /// <summary>The state; <see langword="null"/> when it is missing, repeated or too long to be ours.</summary>
    public string? State { get; } = Single(query["state"], SignInState.MaxLength);

    /// <summary>The code; <see langword="null"/> when it is missing, repeated or absurd.</summary>
    public string? Code { get; } = Single(query["code"], MaxCodeLength);

    /// <summary>The error code: as it is where it looks like one, else <c>server_error</c>.</summary>
    public string? Error { get; } = ReadError(query["error"]);

    /// <summary>What WorkOS says about the error; for the log, once it is cleaned.</summary>
    public string? ErrorDescription => query["error_description"];

    /// <summary>The connection or organization that WorkOS names where it knows which one the person came through.</summary>
    public Selector? NamedSelector =>
        ReadSelector(query, SelectorKind.Connection, "connection_id", "connection")
        ?? ReadSelector(query, SelectorKind.Organization, "organization_id", "organization");

    private static Selector? ReadSelector(IQueryCollection query, SelectorKind kind, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (HasValue(query[name]))
            {
                return new Selector(kind, query[name].ToString());
            }
        }

        return null;
    }

    private static string? ReadError(StringValues values) =>
        !HasValue(values) ? null
        : WireText.IsErrorCode(Single(values, MaxErrorLength), MaxErrorLength) ? values.ToString()
        : WorkOsFailureCodes.ServerError;

    private static string? Single(StringValues values, int maxLength) =>
        values is [{ Length: > 0 } value] && value.Length <= maxLength ? value : null;

    private static bool HasValue(StringValues values) => !StringValues.IsNullOrEmpty(values) && values.ToString().Trim(',').Length > 0;
}
