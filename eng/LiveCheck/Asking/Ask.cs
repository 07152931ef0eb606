namespace LiveCheck.Asking;

/// <summary>
/// The description of a request. <c>{name}</c> stands for a value of <see cref="Values"/>. <see cref="Path"/> begins with <c>/</c> at WorkOS's API,
/// and with <c>authkit:/</c> at the AuthKit domain.
/// </summary>
internal sealed record Ask(string Method, string Path)
{
    /// <summary>The fields of the body, <c>name=value&amp;name=value</c>, or null for none.</summary>
    public string? Fields { get; init; }

    /// <summary>Whether the fields are sent as JSON instead of as a form.</summary>
    public bool AsJson { get; init; }

    /// <summary>The token of the Authorization header, or null for none.</summary>
    public string? Bearer { get; init; }

    /// <summary>Whether a person opens the URL in a browser. The response is then the callback.</summary>
    public bool ByPerson { get; init; }

    public static Ask Get(string path) => new("GET", path);

    public static Ask WithKey(string path) => new("GET", path) { Bearer = "{api_key}" };

    public static Ask Form(string path, string fields) => new("POST", path) { Fields = fields };

    public static Ask Json(string path, string fields) => new("POST", path) { Fields = fields, AsJson = true };

    public static Ask Person(string path) => new("GET", path) { ByPerson = true };
}
