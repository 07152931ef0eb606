using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace WorkOs.AspNetCore.Tests;

[Trait("Room", "Sso")]
public sealed class AbandonedLookupTests
{
    // The last task of all may not have reached its end when the garbage is collected; the many before it have.
    private const int Rounds = 50;

    [Fact]
    public async Task A_lookup_that_fails_when_everybody_has_left_is_not_an_unobserved_exception()
    {
        var cause = new InvalidOperationException("the lookup");
        var unobserved = new ConcurrentBag<Exception>();
        void Note(object? sender, UnobservedTaskExceptionEventArgs arguments) => unobserved.Add(arguments.Exception.GetBaseException());

        TaskScheduler.UnobservedTaskException += Note;
        try
        {
            for (var person = 0; person < Rounds; person++)
            {
                await AskAndLeaveAsync(cause);
            }

            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Note;
        }

        Assert.DoesNotContain(cause, unobserved);
    }

    // A method of its own, so that nothing holds the cache and its tasks any more when it has returned.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task AskAndLeaveAsync(Exception cause)
    {
        using var browser = new CancellationTokenSource();
        var answer = new TaskCompletionSource<string?>();
        var failed = new TaskCompletionSource();
        var cache = new LookupCache<string?>(TimeProvider.System, _ => TimeSpan.FromMinutes(1));
        var visit = cache.GetAsync(("WorkOS", "acme.example"), AskAsync, browser.Token);

        await browser.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => visit);
        answer.SetException(cause);
        await failed.Task;

        async Task<string?> AskAsync()
        {
            try
            {
                return await answer.Task;
            }
            finally
            {
                failed.SetResult();
            }
        }
    }
}
