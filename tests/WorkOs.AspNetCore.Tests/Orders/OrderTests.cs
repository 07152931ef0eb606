using System.Globalization;

namespace WorkOs.AspNetCore.Tests.Orders;

/// <summary>
/// Two machines serve one session at the same time, and each call to the cache and to WorkOS waits for the explorer, which runs them in
/// every order. <c>docs/testing.md</c> says how to run more of them, and how to run one again.
/// </summary>
[Trait("Room", "Sessions")]
public sealed class OrderTests
{
    private const string OnTwo = "pairs on two machines";
    private const string OnOne = "pairs on one machine";
    private const string Threes = "threes";
    private const int Printed = 5;

    // How many orders of a pair are run, and how many of those that are chosen by a seed.
    private const int Limit = 300;
    private const int Samples = 12;

    private static readonly int More = int.TryParse(Environment.GetEnvironmentVariable("EXPLORE_ORDERS"), CultureInfo.InvariantCulture, out var more) ? more : 1;

    /// <summary>Each with the number of orders that it comes to at least.</summary>
    public static TheoryData<string, string, string, int> Sets => new()
    {
        { "AuthKit", "Fresh", OnTwo, 550 },
        { "AuthKit", "Due", OnTwo, 4700 },
        { "AuthKit", "Expired", OnTwo, 4900 },
        { "AuthKit", "Due", OnOne, 440 },
        { "AuthKit", "Due", Threes, 2900 },
        { "AuthKit", "Expired", Threes, 2900 },
        { "Once", "Due", OnTwo, 420 },
        { "Once", "Expired", OnTwo, 420 },
        { "Once", "Due", Threes, 1200 },
        { "Once", "Expired", Threes, 1200 },
        { "Tokenless", "Fresh", OnTwo, 80 },
        { "Tokenless", "Due", OnTwo, 185 },
        { "Tokenless", "Due", Threes, 1250 },
        { "Sso", "Fresh", OnTwo, 18 },
        { "Sso", "Due", OnTwo, 30 },
        { "Sso", "Due", Threes, 170 },
    };

    /// <summary>What is put in by hand, the program that it is put into, and what comes of it.</summary>
    public static TheoryData<string, string, string> Faults => new()
    {
        { "ComparesNothing", "Sso Due Request@1 SignOut@2", "EndedIsSignedIn" },
        { "ComparesNothing", "Once Due Request@1 Request@2", "TokenSpentTwice" },
        { "ComparesNothing", "AuthKit Due Request@1 SwitchToGlobex@2", "WrongOrganization" },
        { "RemovesNothing", "Sso Fresh Request@1 SignOut@2", "EndedIsSignedIn" },
        { "LosesMarks", "AuthKit Due Request@1 UserEnded@2", "EndedIsSignedIn" },
        { "LosesMarks", "Tokenless Due Request@1 EndedByApp@2", "EndedIsSignedIn" },
        { "ReadsWhatWas", "Sso Due Renewal@1 SignOut@2", "EndedIsSignedIn" },
        { "WritesNothing", "AuthKit Due Request@1 Request@2", "LivingIsSignedOut" },
        { "WritesNothing", "Once Due Request@1 UserEnded@2", "EndedIsSignedIn" },
        { "MixesOrganizations", "AuthKit Due Request@1 Request@2", "OrganizationsMixed" },
        { "AnswersForAnother", "AuthKit Due Request@1 Renewal@2", "WrongOrganization" },
    };

    /// <summary>What is left with a cache that cannot compare and write in one step, as <c>docs/authkit.md</c> lists it.</summary>
    public static TheoryData<string, string> Left => new()
    {
        { "AuthKit", "LivingIsSignedOut, WrongOrganization, SwitchFailed, TokenSpentTwice" },
        { "Once", "LivingIsSignedOut, TokenSpentTwice" },
        { "Tokenless", "" },
        { "Sso", "EndedIsSignedIn" },
    };

    [Fact]
    public void The_orders_that_are_run_come_to_twenty_thousand() => Assert.InRange(Sets.Sum(static row => (int)row[3]), 20_000, int.MaxValue);

    [Theory]
    [MemberData(nameof(Sets))]
    public async Task No_order_brings_back_who_was_ended_or_loses_who_was_not_or_mixes_organizations(string product, string age, string set, int atLeast)
    {
        var (count, findings) = await OnThread(() => Explore(Enum.Parse<OrderProduct>(product), Enum.Parse<OrderAge>(age), set));

        Assert.True(findings.Count == 0, string.Join('\n', findings.Take(Printed)));
        Assert.InRange(count, atLeast, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_is_found_and_its_order_runs_again_from_its_text(string fault, string text, string violation)
    {
        var (program, expected) = (OrderProgram.Parse(text), Enum.Parse<OrderViolation>(violation));
        var (sound, found, again) = await OnThread(() =>
        {
            var sound = new OrderSearch(new OrderWorld(program.Product), program);
            sound.TryAll(Limit);
            var search = new OrderSearch(new OrderWorld(program.Product, fault: Enum.Parse<OrderFault>(fault)), program);
            search.TryAll(Limit);
            var found = search.Findings.First(finding => finding.Violations.Contains(expected));
            return (sound.Findings, found, OrderSearch.Replay(new OrderWorld(program.Product, fault: Enum.Parse<OrderFault>(fault)), found.Order));
        });

        Assert.Empty(sound);
        Assert.Equal(found.Order, again.Order);
        Assert.Equal(found.Violations, again.Violations);
    }

    [Theory]
    [MemberData(nameof(Left))]
    public async Task What_is_left_with_a_distributed_cache_is_what_the_documentation_lists(string product, string violations)
    {
        var findings = await OnThread(() => ExploreDistributed(Enum.Parse<OrderProduct>(product)));

        Assert.Equal(violations, string.Join(", ", findings.SelectMany(static finding => finding.Violations).Distinct().Order()));
    }

    [Fact]
    public async Task The_order_that_is_asked_for_comes_to_nothing_that_must_not_be()
    {
        var text = Environment.GetEnvironmentVariable("EXPLORE_ORDER") ?? "AuthKit Due Request@1 SignOut@2";

        var finding = await OnThread(() => OrderSearch.Replay(new OrderWorld(OrderProgram.Parse(text.Split(" => ")[0]).Product), text));

        Assert.True(finding.Violations.Count == 0, finding.ToString());
    }

    private static (int Count, List<OrderFinding> Findings) Explore(OrderProduct product, OrderAge age, string set)
    {
        var (world, count, findings, seed) = (new OrderWorld(product), 0, new List<OrderFinding>(), 0u);
        foreach (var program in set == Threes ? OrderSet.Threes(product, age) : OrderSet.Pairs(product, age, areOnTwo: set == OnTwo))
        {
            var search = new OrderSearch(world, program);
            if (set != OnTwo || !search.TryAll(Limit * More))
            {
                search.Sample(Samples * More, ++seed);
            }

            count += search.Count;
            findings.AddRange(search.Findings);
        }

        return (count, findings);
    }

    private static List<OrderFinding> ExploreDistributed(OrderProduct product)
    {
        var (world, findings, seed) = (new OrderWorld(product, OrderCacheKind.Distributed), new List<OrderFinding>(), 0u);
        foreach (var program in OrderSet.Pairs(product, OrderAge.Due, areOnTwo: true).Where(static program => !program.IsPersistent))
        {
            var search = new OrderSearch(world, program);
            search.Interrupt();
            search.Sample(Samples * More, ++seed);
            if (!program.HoldsForOther && IsOfTwoRefreshes(program))
            {
                search.InterruptBoth();
            }

            if (product == OrderProduct.Sso)
            {
                search.TryAll(Limit);
            }

            findings.AddRange(search.Findings);
        }

        return findings;
    }

    // What remains of their races takes two interruptions: one at the lease of the refresh, one at the session.
    private static bool IsOfTwoRefreshes(OrderProgram program) => program.Actors is
    [
        { Action: OrderAction.Request or OrderAction.SwitchToGlobex },
        { Action: OrderAction.SwitchToGlobex or OrderAction.SwitchToInitech },
    ];

    // One thread drives, and nothing else runs on it.
    private static Task<T> OnThread<T>(Func<T> run) => Task.Factory.StartNew(run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
