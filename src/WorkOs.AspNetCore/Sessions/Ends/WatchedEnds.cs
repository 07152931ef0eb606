namespace WorkOs.AspNetCore;

/// <summary>
/// The ends that end a session without a session at WorkOS: the mark of each, and the time in the mark at sign-in. A later time in the mark ends
/// the session; the clock of this machine is not used. Stored in the ticket and bound to it; the names are bound to the WorkOS environment.
/// </summary>
/// <param name="Ends">
/// Each end, with the time that its mark had at sign-in, by WorkOS's clock; <see langword="null"/> where there was no mark.
/// </param>
internal sealed record WatchedEnds(IReadOnlyList<(End End, DateTimeOffset? Seen)> Ends)
{
    private const string Key = ".wos.ends";
    private const int Parts = 3;

    public IReadOnlyList<string> Names => [.. Ends.Select(watched => watched.End.Name)];

    /// <summary><see langword="null"/> for a ticket that watches none.</summary>
    public static WatchedEnds? Read(AuthenticationProperties properties) =>
        properties.Items.TryGetValue(Key, out var text) && !string.IsNullOrEmpty(text) ? new([.. text.Split(' ').Select(Parse)]) : null;

    public void WriteTo(AuthenticationProperties properties) => properties.Items[Key] = string.Join(' ', Ends.Select(TextOf));

    private static string TextOf((End End, DateTimeOffset? Seen) watched) =>
        $"{watched.End.Kind}:{UnixSeconds.TextOf(watched.Seen)}:{watched.End.Name[MarkNames.Prefix.Length..]}";

    private static (End End, DateTimeOffset? Seen) Parse(string text)
    {
        var parts = text.Split(':', Parts);
        return (new End(parts[0], MarkNames.Prefix + parts[^1]), UnixSeconds.Parse(parts[Parts / 2]));
    }
}
