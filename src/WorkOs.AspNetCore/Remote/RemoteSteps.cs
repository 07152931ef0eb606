namespace WorkOs.AspNetCore;

/// <summary>The steps of a product's sign-ins. Made once for the app; a request uses the one that is its own.</summary>
/// <typeparam name="TOptions">The options of the product, which tell its steps from another product's.</typeparam>
internal sealed class RemoteSteps<TOptions>
    where TOptions : WorkOsRemoteOptions
{
    public RemoteSteps(
        IRemoteProduct product,
        WorkOsMetrics metrics,
        RedeemedStates states,
        RedeemedCodes codes,
        CodeLookupBudget lookups,
        AccountSwitchFormat accountSwitchFormat,
        ForwardedHeadersCheck forwardedHeaders)
    {
        var failures = new FailureStep(product, metrics);
        var selection = new SelectionStep(product);
        var accountSwitch = new AccountSwitchStep(product, selection, accountSwitchFormat);
        Challenge = new ChallengeStep(product, selection, accountSwitch, failures, forwardedHeaders);
        var recovery = new RecoveryStep(product, Challenge, accountSwitch, failures, codes, lookups, metrics);
        Callback = new CallbackStep(product, recovery, failures, new SignInStep(metrics), states, codes);
        SignOut = new SignOutStep(product);
    }

    public ChallengeStep Challenge { get; }

    public CallbackStep Callback { get; }

    public SignOutStep SignOut { get; }
}
