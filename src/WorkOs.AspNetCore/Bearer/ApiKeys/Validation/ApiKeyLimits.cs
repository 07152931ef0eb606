namespace WorkOs.AspNetCore;

/// <summary>Limits the calls to WorkOS for unknown keys, which any client can send: the calls per second, and the concurrent calls.</summary>
/// <param name="perSecond">The maximum number of calls that begin in any second.</param>
/// <param name="atOnce">The maximum number of concurrent calls.</param>
/// <param name="time">The clock.</param>
internal sealed class ApiKeyLimits(int perSecond, int atOnce, TimeProvider time)
{
    private const string Name = "api_keys";

    private readonly CallBudget _budget = new(perSecond, time, TimeSpan.FromSeconds(1));
    private readonly CallSlots _slots = new(atOnce, time);

    /// <summary>Returns whether another call may begin now, and counts it if so.</summary>
    public bool MayCallNow() => _budget.TryTake(Name);

    /// <summary>Makes the call as soon as the number of concurrent calls is below the limit.</summary>
    /// <exception cref="CallBudgetException">The call could not begin within <paramref name="maxWait"/>.</exception>
    public Task<T> RunAsync<T>(Func<Task<T>> call, TimeSpan maxWait) => _slots.RunAsync(Name, call, maxWait);
}
