namespace WorkOs.AspNetCore;

/// <summary>Compares domains as <see cref="DomainName.Normalize"/> has them, so that a table of them is asked once, however large it is.</summary>
internal sealed class DomainNameComparer : IEqualityComparer<string>
{
    public static DomainNameComparer Instance { get; } = new();

    public bool Equals(string? x, string? y) => StringComparer.OrdinalIgnoreCase.Equals(Form(x), Form(y));

    public int GetHashCode(string obj) => StringComparer.OrdinalIgnoreCase.GetHashCode(Form(obj)!);

    // What cannot be a domain is kept for the validation of the options, which names it.
    private static string? Form(string? text) => DomainName.Normalize(text) ?? text;
}
