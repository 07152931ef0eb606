namespace WorkOs.AspNetCore;

/// <summary>
/// Bounds the look-ups of <see cref="WorkOsIdpInitiated.RestartWithLookup"/>, which need no state: thirty a minute for each scheme
/// in this process. Beyond that a sign-in starts as with <see cref="WorkOsIdpInitiated.Restart"/>.
/// </summary>
internal sealed class CodeLookupBudget(TimeProvider time)
{
    public const int CallsPerMinute = 30;

    private readonly CallBudget _budget = new(CallsPerMinute, time);

    public bool TryTake(string scheme) => _budget.TryTake(scheme);
}
