namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>What a scenario may cost, beyond nothing at all. What it allows, it allows while the disturbance lasts and shortly after.</summary>
internal sealed record AllowedOutcome
{
    /// <summary>Requests that no machine answers: the machine was killed.</summary>
    public bool Unanswered { get; init; }

    /// <summary>503 with <c>Retry-After</c>: the cache cannot be read.</summary>
    public bool Unavailable { get; init; }

    /// <summary>A session that was in the cache when it was emptied signs in again.</summary>
    public bool SignInAgain { get; init; }

    /// <summary>A session that was ended while the cache could not be written passes until its access token expires.</summary>
    public bool EndsLate { get; init; }

    /// <summary>A machine that cannot read what others protected: it signs nobody in, and touches neither cookie nor session.</summary>
    public string? MachineWithoutKey { get; init; }

    /// <summary>How many refreshes arrive at WorkOS for each that is due; <see langword="null"/> where replies are lost, so that they must be sent again.</summary>
    public double? RefreshesForEachDue { get; init; } = 1.05;

    /// <summary>How long a request waits at most; <see langword="null"/> where that is not the question.</summary>
    public TimeSpan? LongestWait { get; init; }
}
