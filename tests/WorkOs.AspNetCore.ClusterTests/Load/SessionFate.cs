namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>What a test has done to a session, in timestamps of the test.</summary>
internal sealed class SessionFate(string id)
{
    private long _endBegan = long.MaxValue;
    private long _ended = long.MaxValue;
    private long _emptied = long.MaxValue;

    /// <summary>The id of the session at WorkOS.</summary>
    public string Id => id;

    /// <summary>When somebody began to end the session; never, most often.</summary>
    public long EndBegan
    {
        get => Volatile.Read(ref _endBegan);
        set => Volatile.Write(ref _endBegan, value);
    }

    /// <summary>When whoever ended the session was told that it has ended.</summary>
    public long Ended
    {
        get => Volatile.Read(ref _ended);
        set => Volatile.Write(ref _ended, value);
    }

    /// <summary>When the cache that holds the session began to be emptied.</summary>
    public long Emptied
    {
        get => Volatile.Read(ref _emptied);
        set => Volatile.Write(ref _emptied, value);
    }
}
