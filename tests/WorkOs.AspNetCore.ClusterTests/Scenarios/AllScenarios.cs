using WorkOs.AspNetCore.ClusterSite;

namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>The scenarios, with what each may cost. What is not allowed fails.</summary>
internal static class AllScenarios
{
    private static readonly AllowedOutcome Nothing = new();
    private static readonly AllowedOutcome OfKilledMachine = new() { Unanswered = true, RefreshesForEachDue = null };
    private static readonly AllowedOutcome OfUnreadableCache = new() { Unavailable = true, EndsLate = true, RefreshesForEachDue = null };

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("storm", Nothing, run => run.WaitForRefreshesAsync(times: 2 * run.Size.Repetitions)),
        new("rolling restart", Nothing with { RefreshesForEachDue = null }, MachineHappenings.RestartOneAfterTheOtherAsync),
        new("killed before the call to WorkOS", OfKilledMachine, run => MachineHappenings.KillAsync(run, RefreshStep.BeforeCall)),
        new("killed with an unread answer", OfKilledMachine, run => MachineHappenings.KillAsync(run, RefreshStep.AfterAnswer)),
        new("killed before the store", OfKilledMachine, run => MachineHappenings.KillAsync(run, RefreshStep.BeforeStore)),
        new("killed after the store", OfKilledMachine, run => MachineHappenings.KillAsync(run, RefreshStep.AfterStore)),
        new("frozen cache", OfUnreadableCache with { LongestWait = CacheHappenings.LongestWait }, CacheHappenings.FreezeAsync),
        new("restarted cache", OfUnreadableCache, CacheHappenings.RestartAsync),
        new("emptied cache", Nothing with { SignInAgain = true, RefreshesForEachDue = null }, CacheHappenings.EmptyAsync),
        new("lost replies", Nothing with { RefreshesForEachDue = null }, WorkOsHappenings.LoseRepliesAsync),
        new("clocks a minute apart", Nothing with { RefreshesForEachDue = null }, MachineHappenings.MoveClocksAsync)
        {
            TokenLifetime = TimeSpan.FromMinutes(5),
            Preparation = MachineHappenings.SetClocksApartAsync,
        },
        new("sign-out during a refresh", Nothing with { RefreshesForEachDue = null }, WorkOsHappenings.SignOutDuringRefreshAsync),
        new("webhook during a refresh", Nothing with { RefreshesForEachDue = null }, WorkOsHappenings.RevokeDuringRefreshAsync),
        new("two switches at once", Nothing with { RefreshesForEachDue = null }, WorkOsHappenings.SwitchTwiceAtOnceAsync),
        new("two switches at once, replayed", Nothing with { RefreshesForEachDue = null }, WorkOsHappenings.SwitchTwiceAtOnceAsync)
        {
            Preparation = cluster => cluster.WorkOs.ReplayForOtherOrganizationsAsync(replays: true),
        },
        new("missing key", Nothing with { MachineWithoutKey = "machine-3", RefreshesForEachDue = null }, KeyHappenings.AddKeyThatOneMachineLacksAsync)
        {
            Preparation = KeyHappenings.GiveOneMachineItsOwnKeyRingAsync,
        },
        new("unread answer, IDistributedCache only", OfKilledMachine, run => MachineHappenings.KillAsync(run, RefreshStep.AfterAnswer))
        {
            HasDistributedCacheOnly = true,
        },
    ];
}
