namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>A program asks for a token of its own, and something goes wrong.</summary>
[Collection(WireMockCollection.Name)]
public sealed class MachineTokenFaultTests(WireMockServer workOs)
{
    /// <summary>The fault, and whether a later attempt may succeed. In <c>strings</c>, the token is right.</summary>
    public static TheoryData<string, bool> Faults
    {
        get
        {
            var cases = new TheoryData<string, bool>();
            foreach (var row in FaultCases.All.Where(row => (string)row[0] != "strings"))
            {
                cases.Add((string)row[0], (string)row[1] == WorkOsFailureCodes.TokenExchangeUnavailable);
            }

            return cases;
        }
    }

    [WireMockTheory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_stops_the_call_with_one_request_and_one_line_until_WorkOS_is_back(string fault, bool isTransient)
    {
        await using var program = await MachineProgram.StartAsync(workOs, workOs.Fault(fault));

        foreach (var _ in Enumerable.Range(0, 3))
        {
            Assert.Equal(isTransient, (await Assert.ThrowsAsync<WorkOsMachineTokenException>(program.CallAsync)).IsTransient);
        }

        Assert.Single(await workOs.GetRequestsAsync(), request => request.Method == "POST");
        Assert.True(Assert.Single(program.Logs.Complaints).IsOfPackage);

        await workOs.HealAsync();
        program.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.StartsWith(LoggedSecrets.BeginningOfAnyToken, await program.CallAsync(), StringComparison.Ordinal);
        Assert.All(program.Logs.Lines, line => Assert.DoesNotContain(MachineProgram.Secret, line.Text, StringComparison.Ordinal));
        Assert.All(program.Logs.Lines, line => Assert.DoesNotContain(LoggedSecrets.BeginningOfAnyToken, line.Text, StringComparison.Ordinal));
    }

    [WireMockTheory]
    [InlineData("delay-past")]
    [InlineData("dribble-past")]
    public async Task A_token_that_does_not_come_in_time_is_a_fault(string pace)
    {
        await using var program = await MachineProgram.StartAsync(
            workOs, workOs.Slow(pace), configure: options => options.BackchannelTimeout = Timeouts.Short);

        Assert.True((await Assert.ThrowsAsync<WorkOsMachineTokenException>(program.CallAsync)).IsTransient);
    }

    [WireMockTheory]
    [InlineData("delay-within")]
    [InlineData("dribble-within")]
    public async Task A_token_that_comes_in_time_is_for_all_who_wait(string pace)
    {
        await using var program = await MachineProgram.StartAsync(workOs, workOs.Slow(pace));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => program.CallAsync()));

        Assert.Single(await workOs.GetRequestsAsync(), request => request.Method == "POST");
        Assert.Empty(program.Logs.Complaints);
    }
}
