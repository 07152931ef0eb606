namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>What happens to a cluster while people use it, and what that may cost.</summary>
/// <param name="Name">A short name, the same in every run.</param>
/// <param name="Allowed">What it may cost.</param>
/// <param name="Happening">What happens.</param>
internal sealed record Scenario(string Name, AllowedOutcome Allowed, Func<ScenarioRun, Task> Happening)
{
    /// <summary>How long access tokens live, where it is not the length of the run that says so.</summary>
    public TimeSpan? TokenLifetime { get; init; }

    /// <summary>Whether the machines have an <c>IDistributedCache</c> only.</summary>
    public bool HasDistributedCacheOnly { get; init; }

    /// <summary>What is prepared before anybody signs in.</summary>
    public Func<Cluster, Task> Preparation { get; init; } = _ => Task.CompletedTask;
}
