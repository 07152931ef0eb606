using System.Globalization;

namespace WorkOs.AspNetCore.ClusterSite;

/// <summary>How one machine of the cluster differs from the sample: environment variables of its process.</summary>
internal sealed record SiteSettings
{
    public const string MachineVariable = "CLUSTER_MACHINE";
    public const string EngineVariable = "CLUSTER_ENGINE";
    public const string ConnectionVariable = "CLUSTER_CONNECTION";
    public const string KeysVariable = "CLUSTER_KEYS";
    public const string WorkOsVariable = "CLUSTER_WORKOS";
    public const string ClockVariable = "CLUSTER_CLOCK_MILLISECONDS";
    public const string DistributedCacheOnlyVariable = "CLUSTER_DISTRIBUTED_CACHE_ONLY";

    /// <summary>The name of the machine, which each of its answers carries.</summary>
    public required string Machine { get; init; }

    /// <summary>The engine of the shared cache: one of <see cref="CacheEngines"/>.</summary>
    public required string Engine { get; init; }

    /// <summary>Where the shared cache is.</summary>
    public required string Connection { get; init; }

    /// <summary>The folder of the Data Protection keys.</summary>
    public required string Keys { get; init; }

    /// <summary>The address of WorkOS.</summary>
    public required string WorkOs { get; init; }

    /// <summary>By how much the clock of the machine is ahead.</summary>
    public TimeSpan Clock { get; init; }

    /// <summary>Whether the machine registers <c>IDistributedCache</c> alone, which cannot compare and write.</summary>
    public bool HasDistributedCacheOnly { get; init; }

    public static SiteSettings Read() => new()
    {
        Machine = Text(MachineVariable),
        Engine = Text(EngineVariable),
        Connection = Text(ConnectionVariable),
        Keys = Text(KeysVariable),
        WorkOs = Text(WorkOsVariable),
        Clock = TimeSpan.FromMilliseconds(long.Parse(Text(ClockVariable), CultureInfo.InvariantCulture)),
        HasDistributedCacheOnly = bool.Parse(Text(DistributedCacheOnlyVariable)),
    };

    public IReadOnlyDictionary<string, string> ToVariables() => new Dictionary<string, string>
    {
        [MachineVariable] = Machine,
        [EngineVariable] = Engine,
        [ConnectionVariable] = Connection,
        [KeysVariable] = Keys,
        [WorkOsVariable] = WorkOs,
        [DistributedCacheOnlyVariable] = HasDistributedCacheOnly.ToString(),
        [ClockVariable] = ((long)Clock.TotalMilliseconds).ToString(CultureInfo.InvariantCulture),
    };

    private static string Text(string variable) =>
        Environment.GetEnvironmentVariable(variable) ?? throw new InvalidOperationException($"{variable} is not set.");
}
