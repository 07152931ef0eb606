namespace WorkOs.AspNetCore;

/// <summary>Bounds the calls about keys that are not known, which anybody can cause: so many in a second, and so many at a time.</summary>
/// <param name="perSecond">How many begin in any second.</param>
/// <param name="atOnce">How many are under way at a time.</param>
/// <param name="time">The clock.</param>
internal sealed class ApiKeyLimits(int perSecond, int atOnce, TimeProvider time)
{
    private const string Name = "api_keys";

    private readonly CallBudget _budget = new(perSecond, time, TimeSpan.FromSeconds(1));
    private readonly CallSlots _slots = new(atOnce, time);

    /// <summary>Whether one more call may begin now; if so, it counts.</summary>
    public bool MayCallNow() => _budget.TryTake(Name);

    /// <summary>Makes the call as soon as there is room for it.</summary>
    /// <exception cref="CallBudgetException">There was no room in time.</exception>
    public Task<T> RunAsync<T>(Func<Task<T>> call, TimeSpan maxWait) => _slots.RunAsync(Name, call, maxWait);
}
