using System.Net;
using WorkOs.AspNetCore.ClusterSite;

namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>What happens at WorkOS, or between it and the machines.</summary>
internal static class WorkOsHappenings
{
    private static readonly string[] Organizations = [WorkOsHost.FirstOrganization, WorkOsHost.SecondOrganization];

    public static async Task LoseRepliesAsync(ScenarioRun run)
    {
        await run.WorkOs.LoseRepliesAsync(every: 3);
        await run.WaitForRefreshesAsync(times: run.Size.Repetitions);
        await run.WorkOs.LoseRepliesAsync(every: 0);
        await run.WaitForRefreshesAsync(times: 1);
    }

    public static Task SignOutDuringRefreshAsync(ScenarioRun run) => EndDuringRefreshAsync(run, (person, form) => person.SignOutAsync(form));

    public static Task RevokeDuringRefreshAsync(ScenarioRun run) => EndDuringRefreshAsync(run, (person, _) => person.RevokeAsync(run.WorkOs));

    /// <summary>Two machines switch one session to two organizations. Afterwards it is in one of them, whichever machine is asked.</summary>
    public static async Task SwitchTwiceAtOnceAsync(ScenarioRun run)
    {
        for (var time = 0; time < run.Size.Repetitions; time++)
        {
            await Task.WhenAll(run.People.Take(run.People.Count / 2).Select((person, number) => SwitchTwiceAtOnceAsync(run, person, time + number)));
            await run.WaitForAnswersAsync(run.Size.People);
        }

        await run.WaitForRefreshesAsync(times: 1);
    }

    private static async Task EndDuringRefreshAsync(ScenarioRun run, Func<Person, SignOutForm, Task> end)
    {
        var people = run.People.Take(run.People.Count / 2).ToList();
        await Task.WhenAll(people.Select(async person =>
        {
            var form = await person.OpenSignOutAsync();
            await run.WorkOs.HoldAsync(person.User);
            await run.WorkOs.WaitUntilHeldAsync(person.User);
            await end(person, form);
            await run.WorkOs.ReleaseAsync(person.User);
        }));
        await run.WaitForRefreshesAsync(times: 1);
    }

    private static async Task SwitchTwiceAtOnceAsync(ScenarioRun run, Person person, int number)
    {
        var machines = run.Machines;
        person.Organizations = Organizations;
        var answers = await Task.WhenAll(
            person.SwitchAsync(Organizations[number % 2], machines[number % machines.Count]),
            person.SwitchAsync(Organizations[(number + 1) % 2], machines[(number + 1) % machines.Count]));
        if (answers.Any(answer => answer is not ((int)HttpStatusCode.NoContent or (int)HttpStatusCode.Conflict)))
        {
            run.Watch.Report("a switch was not answered", person, string.Join(", ", answers));
        }

        if (await person.AskAsync() is { Who.Organization: { } organization })
        {
            person.Organizations = [organization];
            person.Note($"is in {organization} from now on");
        }
    }
}
