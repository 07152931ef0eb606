using System.Collections.Concurrent;
using WorkOs.AspNetCore.ClusterSite;

namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>Judges every answer against what the test knows of the session, and against what the scenario allows.</summary>
internal sealed class Watch(AllowedOutcome allowed, TimeSpan tokenLifetime)
{
    private const int KeptViolations = 1000;

    // Until connections are open again and a machine is back in the load balancer.
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ClockResolution = TimeSpan.FromSeconds(2);
    private static readonly TimeProvider Time = TimeProvider.System;

    private readonly ConcurrentQueue<Violation> _violations = new();
    private readonly int[] _counts = new int[Enum.GetValues<AnswerKind>().Length];
    private readonly Lock _lock = new();
    private readonly List<Disturbance> _disturbances = [];
    private long _longest;

    public IReadOnlyCollection<Violation> Violations => _violations;

    public int Answers => _counts.Sum();

    public TimeSpan LongestWait => TimeSpan.FromTicks(Interlocked.Read(ref _longest));

    public int CountOf(AnswerKind kind) => Volatile.Read(ref _counts[(int)kind]);

    /// <summary>Does what may cost what the scenario allows.</summary>
    public async Task DisturbAsync(Func<Task> action)
    {
        var disturbance = new Disturbance { Began = Time.GetTimestamp() };
        lock (_lock)
        {
            _disturbances.Add(disturbance);
        }

        try
        {
            await action();
        }
        finally
        {
            disturbance.Ended = Time.GetTimestamp() + (long)(Aftermath.TotalSeconds * Time.TimestampFrequency);
        }
    }

    public void Judge(Person person, SessionFate session, IReadOnlyList<string> organizations, long began, Answer answer)
    {
        var finished = Time.GetTimestamp();
        var wait = Time.GetElapsedTime(began, finished);
        Interlocked.Increment(ref _counts[(int)answer.Kind]);
        InterlockedMax(wait.Ticks);
        person.Note($"{answer} after {wait.TotalMilliseconds:0} ms");
        if (FindFault(person, session, organizations, began, finished, answer) is { } fault)
        {
            Report(fault, person, answer.ToString());
        }

        if (allowed.LongestWait is { } longest && wait > longest)
        {
            Report("a request waited too long", person, $"{wait.TotalMilliseconds:0} ms, {answer}");
        }
    }

    public void Report(string what, Person? person, string details)
    {
        if (_violations.Count < KeptViolations)
        {
            _violations.Enqueue(new(what, person?.User, Time.GetTimestamp(), details, person?.Events ?? []));
        }
    }

    private string? FindFault(Person person, SessionFate session, IReadOnlyList<string> organizations, long began, long finished, Answer answer) => answer.Kind switch
    {
        AnswerKind.SignedIn when answer.Who!.User != person.User || (answer.Who.Session != session.Id && answer.Who.Session != person.Session.Id) =>
            "another session was answered",
        AnswerKind.SignedIn when !(organizations.Contains(answer.Who!.Organization) || person.Organizations.Contains(answer.Who.Organization))
            || answer.Who.Role != WorkOsHost.RoleIn(answer.Who.Organization!) => "claims of another organization",
        AnswerKind.SignedIn when began > session.Ended && !MayEndLate(session, began) => "signed in though the session was ended",
        AnswerKind.SignedOut when !MayBeSignedOut(session, finished, answer) => "signed out though the session lives",
        AnswerKind.Unavailable when !((allowed.Unavailable && IsDisturbed(began, finished)) || answer.Machine == allowed.MachineWithoutKey) => "unavailable",
        AnswerKind.Unanswered when !(allowed.Unanswered && IsDisturbed(began, finished)) => "unanswered",
        AnswerKind.Failed => "failed",
        _ => null,
    };

    private bool MayBeSignedOut(SessionFate session, long finished, Answer answer) =>
        session.EndBegan <= finished
        || (allowed.SignInAgain && session.Emptied <= finished)
        || (answer.Machine == allowed.MachineWithoutKey && !answer.SetsCookies);

    private bool MayEndLate(SessionFate session, long began) =>
        allowed.EndsLate
        && IsDisturbed(session.EndBegan, session.Ended)
        && Time.GetElapsedTime(session.Ended, began) < tokenLifetime + ClockResolution;

    private bool IsDisturbed(long began, long finished)
    {
        lock (_lock)
        {
            return _disturbances.Any(disturbance => disturbance.Began <= finished && began <= disturbance.Ended);
        }
    }

    private void InterlockedMax(long ticks)
    {
        for (var seen = Interlocked.Read(ref _longest); ticks > seen;)
        {
            var before = Interlocked.CompareExchange(ref _longest, ticks, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    private sealed class Disturbance
    {
        public long Began { get; init; }

        public long Ended { get; set; } = long.MaxValue;
    }
}
