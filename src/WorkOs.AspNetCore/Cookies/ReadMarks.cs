namespace WorkOs.AspNetCore;

/// <summary>Marks that were read from the shared cache, with a stored ticket or without. Bound to the request that read them.</summary>
/// <param name="Names">The names. A name that comes from a browser's cookie is used only if the session itself has the same name.</param>
/// <param name="Values">The values in the same order; <see langword="null"/> where there is none.</param>
internal sealed record ReadMarks(IReadOnlyList<string> Names, IReadOnlyList<byte[]?> Values)
{
    /// <summary>Whether all of these names were read.</summary>
    public bool IsOf(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (IndexOf(name) < 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The value of a name that was read; <see langword="null"/> where there is none.</summary>
    public byte[]? Find(string? name) => name is null ? null : Values[IndexOf(name)];

    private int IndexOf(string name)
    {
        for (var i = 0; i < Names.Count; i++)
        {
            if (string.Equals(Names[i], name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
