namespace LiveCheck.Shapes;

/// <summary>A value of a response as the report shows it: its kind, and the names of the run's values that it equals.</summary>
internal sealed record Trait(string Kind, bool IsText, IReadOnlyList<string> Names)
{
    public static Trait Of(string kind) => new(kind, IsText: false, []);

    /// <summary>The name of the run's value that it equals, or the kind if it equals none.</summary>
    public override string ToString() => Names is [var name, ..] ? name : Kind;

    public bool Is(string expected) => expected switch
    {
        "any" => true,
        "text" or "opaque" => IsText,
        "map" => Kind == "object",
        _ => Kind == expected || Names.Contains(expected, StringComparer.Ordinal),
    };
}
