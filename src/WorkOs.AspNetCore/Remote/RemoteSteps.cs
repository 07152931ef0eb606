namespace WorkOs.AspNetCore;

/// <summary>The steps of a product's sign-ins. They are created once for the app, and each request runs one of them.</summary>
/// <typeparam name="TOptions">The options of the product, so that each product has steps of its own.</typeparam>
internal sealed class RemoteSteps<TOptions>
    where TOptions : WorkOsRemoteOptions
{
    public RemoteSteps(
        IRemoteProduct product,
        WorkOsMetrics metrics,
        Redeemed redeemed,
        AccountSwitchFormat accountSwitchFormat,
        ForwardedHeadersCheck forwardedHeaders,
        TimeProvider time)
    {
        var failures = new FailureStep(product, metrics);
        var accountSwitch = new AccountSwitchStep(product, accountSwitchFormat);
        Challenge = new ChallengeStep(product, accountSwitch, failures, forwardedHeaders);
        var recovery = new RecoveryStep(product, Challenge, accountSwitch, failures, redeemed, metrics, time);
        Callback = new CallbackStep(product, recovery, failures, new SignInStep(metrics), redeemed);
        SignOut = new SignOutStep(product);
    }

    public ChallengeStep Challenge { get; }

    public CallbackStep Callback { get; }

    public SignOutStep SignOut { get; }
}
