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
    public string? State => Single(query["state"], SignInState.MaxLength);

    /// <summary>The code; <see langword="null"/> when it is missing, repeated or absurd.</summary>
    public string? Code => Single(query["code"], MaxCodeLength);

    /// <summary>The error code: as it is where it looks like one, else <c>server_error</c>.</summary>
    public string? Error =>
        !HasValue(query["error"]) ? null
        : Single(query["error"], MaxErrorLength) is { } code && WireText.IsErrorCode(code, MaxErrorLength) ? code
        : WorkOsFailureCodes.ServerError;

    /// <summary>What WorkOS says about the error; for the log, once it is cleaned.</summary>
    public string? ErrorDescription => query["error_description"];

    /// <summary>The connection or organization that WorkOS names where it knows which one the user came through.</summary>
    public Selector? NamedSelector =>
        ReadSelector(SelectorKind.Connection, "connection_id")
        ?? ReadSelector(SelectorKind.Connection, "connection")
        ?? ReadSelector(SelectorKind.Organization, "organization_id")
        ?? ReadSelector(SelectorKind.Organization, "organization");

    private Selector? ReadSelector(SelectorKind kind, string name) => HasValue(query[name]) ? new Selector(kind, query[name].ToString()) : null;

    private static string? Single(StringValues values, int maxLength) =>
        values is [{ Length: > 0 } value] && value.Length <= maxLength ? value : null;

    private static bool HasValue(StringValues values) => !StringValues.IsNullOrEmpty(values) && values.ToString().Trim(',').Length > 0;
}
