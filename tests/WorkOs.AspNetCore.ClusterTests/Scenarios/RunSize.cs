namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>How big a run is: small, as in each build, or full (<c>CLUSTER_TESTS=full</c>).</summary>
/// <param name="Requests">How many requests a scenario has at least.</param>
/// <param name="People">How many people are signed in.</param>
/// <param name="TabsOfPerson">How many requests of one person are under way at once.</param>
/// <param name="Pace">How long a tab waits between two requests.</param>
/// <param name="TokenLifetime">How long an access token lives.</param>
/// <param name="Repetitions">How often a scenario repeats what happens.</param>
internal sealed record RunSize(int Requests, int People, int TabsOfPerson, TimeSpan Pace, TimeSpan TokenLifetime, int Repetitions)
{
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("CLUSTER_TESTS") == "full";

    public static RunSize Chosen { get; } = IsFull
        ? new(10_000, 48, 2, TimeSpan.FromMilliseconds(80), TimeSpan.FromSeconds(10), 6)
        : new(300, 12, 2, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10), 1);
}
