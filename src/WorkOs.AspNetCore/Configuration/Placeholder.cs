namespace WorkOs.AspNetCore;

/// <summary>
/// Distinguishes a placeholder from a real value. Real ids and keys are random and can contain "todo" or "xxx", so such a word counts only between
/// separators.
/// </summary>
internal static class Placeholder
{
    private const int ShortestFiller = 3;

    private static readonly char[] Separators = ['_', '-', '.', ' '];

    public static bool IsIn(string value) =>
        value.AsSpan().ContainsAny('<', '>', '…')
        || value.Contains("...", StringComparison.Ordinal)
        || value.Split(Separators).Any(IsFiller);

    private static bool IsFiller(string part) =>
        part.ToLowerInvariant() is "your" or "yourid" or "yourkey" or "yourclientid" or "yourapikey" or "changeme" or "placeholder" or "todo"
        || (part.Length >= ShortestFiller && part.All(c => c is 'x' or 'X' or '*'));
}
