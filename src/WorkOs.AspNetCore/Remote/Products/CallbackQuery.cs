using Microsoft.Extensions.Primitives;

namespace WorkOs.AspNetCore;

/// <summary>The query of a callback request. Any client can send one, so its values are not trusted.</summary>
internal sealed class CallbackQuery(IQueryCollection query)
{
    // A code is an opaque id.
    private const int MaxCodeLength = 2048;
    private const int MaxErrorLength = 64;

    /// <summary>Whether there is a state parameter with anything in it, readable or not.</summary>
    public bool HasState => HasValue(query["state"]);

    /// <summary>The state; <see langword="null"/> if it is missing, repeated, or longer than a state of this package.</summary>
    public string? State => Single(query["state"], SignInState.MaxLength);

    /// <summary>The code; <see langword="null"/> if it is missing, repeated, or too long.</summary>
    public string? Code => Single(query["code"], MaxCodeLength);

    /// <summary>The error code if it is well-formed, otherwise <c>server_error</c>; <see langword="null"/> if there is no error.</summary>
    public string? Error =>
        !HasValue(query["error"]) ? null
        : Single(query["error"], MaxErrorLength) is { } code && WireText.IsErrorCode(code, MaxErrorLength) ? code
        : WorkOsFailureCodes.ServerError;

    /// <summary>WorkOS's description of the error. It must be cleaned before it is logged.</summary>
    public string? ErrorDescription => query["error_description"];

    /// <summary>The connection or organization in the query. WorkOS adds it if it has identified the one that the user signed in with.</summary>
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
