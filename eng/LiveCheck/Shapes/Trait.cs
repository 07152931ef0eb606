namespace LiveCheck.Shapes;

/// <summary>One value of an answer as it may be shown: its kind, and the names of the run's own values that it equals.</summary>
internal sealed record Trait(string Kind, bool IsText, IReadOnlyList<string> Names)
{
    public static Trait Of(string kind) => new(kind, IsText: false, []);

    /// <summary>A name says more than a kind.</summary>
    public override string ToString() => Names is [var name, ..] ? name : Kind;

    public bool Is(string expected) => expected switch
    {
        "any" => true,
        "text" or "opaque" => IsText,
        "map" => Kind == "object",
        _ => Kind == expected || Names.Contains(expected, StringComparer.Ordinal),
    };
}
