namespace LiveCheck.Shapes;

/// <summary>
/// The expected response, as lines <c>path: kind|kind</c>. <c>?</c> before the path means that the value may be absent. <c>note</c> before it means
/// that the value is not known; it is reported. Other values are differences if they are in the body, in a token or in the query string of the
/// callback. Values below <c>map</c>, <c>opaque</c> and <c>any</c> are not compared.
/// </summary>
internal sealed class Expectation
{
    private readonly List<(string Path, bool IsOptional, string[] Kinds)> _lines = [];
    private readonly List<string> _notes = [];

    public Expectation(params IEnumerable<string> lines)
    {
        foreach (var line in lines.SelectMany(text => text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            if (line.StartsWith("note ", StringComparison.Ordinal))
            {
                _notes.Add(line[5..]);
                continue;
            }

            var parts = line.TrimStart('?').Split(": ", 2);
            _lines.Add((parts[0], line[0] == '?', parts[1].Split('|')));
        }
    }

    public IEnumerable<string> DifferencesOf(Shape shape)
    {
        foreach (var (path, isOptional, kinds) in _lines)
        {
            if (!shape.Traits.TryGetValue(path, out var traits))
            {
                if (!isOptional)
                {
                    yield return $"{path}: the facts say {Either(kinds)}, but it is absent";
                }
            }
            else if (traits.Where(trait => !kinds.Any(trait.Is)).ToList() is { Count: > 0 } others)
            {
                yield return $"{path}: the facts say {Either(kinds)}, but it is {string.Join(" and ", others)}";
            }
        }

        foreach (var (path, traits) in shape.Traits.Where(trait => IsCounted(trait.Key) && !IsCovered(trait.Key)))
        {
            yield return $"{path}: the facts do not have it, but it is {string.Join(" and ", traits)}";
        }
    }

    public IEnumerable<string> NotesOf(Shape shape) => _notes.Select(path =>
        $"{path}: {(shape.Traits.TryGetValue(path, out var traits) ? string.Join(" and ", traits) : "absent")}");

    private static bool IsCounted(string path) =>
        path.StartsWith("body.", StringComparison.Ordinal) || path.StartsWith("body[", StringComparison.Ordinal) || path.StartsWith("query.", StringComparison.Ordinal);

    /// <summary>
    /// Whether the path is expected, is below a value that is not compared, or is below an unexpected path that is already reported.
    /// </summary>
    private bool IsCovered(string path)
    {
        if (_notes.Exists(note => IsAt(path, note)))
        {
            return true;
        }

        foreach (var (expected, _, kinds) in _lines)
        {
            if (path == expected
                || expected.StartsWith(path + ".", StringComparison.Ordinal)
                || expected.StartsWith(path + "[", StringComparison.Ordinal)
                || (IsAt(path, expected) && (path.EndsWith("[]", StringComparison.Ordinal) || kinds.Any(kind => kind is "map" or "opaque" or "any"))))
            {
                return true;
            }
        }

        // Paths below an unexpected path are not reported, because their names can be values.
        var parent = path[..Math.Max(path.LastIndexOf('.'), path.LastIndexOf('['))];
        return IsCounted(parent) && !IsExpected(parent);
    }

    private bool IsExpected(string path) => _lines.Exists(line =>
        line.Path == path || line.Path.StartsWith(path + ".", StringComparison.Ordinal) || line.Path.StartsWith(path + "[", StringComparison.Ordinal));

    private static bool IsAt(string path, string expected) =>
        path == expected || path.StartsWith(expected + ".", StringComparison.Ordinal) || path.StartsWith(expected + "[", StringComparison.Ordinal);

    private static string Either(IEnumerable<string> kinds) => string.Join(" or ", kinds);
}
