using WorkOs.AspNetCore.ClusterSite;

namespace WorkOs.AspNetCore.ClusterTests;

/// <summary>The people of a scenario. Each has a few tabs, which ask who is signed in again and again.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly SocketsHttpHandler _network = new() { AllowAutoRedirect = false, UseCookies = false, UseProxy = false };
    private readonly RunSize _size;
    private readonly bool _signsInAgain;
    private List<Task> _tabs = [];

    public Crowd(Cluster cluster, Watch watch, RunSize size, bool signsInAgain)
    {
        (_size, _signsInAgain) = (size, signsInAgain);
        People = [.. Enumerable.Range(0, size.People).Select(number =>
        {
            var email = WorkOsHost.EmailOf(number);
            return new Person(email, cluster.WorkOs.Users[email], _network, cluster.Balancer.Address, watch);
        })];
    }

    public IReadOnlyList<Person> People { get; }

    public Task SignInAsync() => Parallel.ForEachAsync(People, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (person, _) => await person.SignInAsync());

    public void Start() => _tabs = [.. People.SelectMany(person => Enumerable.Range(0, _size.TabsOfPerson).Select(_ => Task.Run(() => AskAsync(person))))];

    /// <summary>Completes when all tabs have their last answer, at once when one of them fails.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_tabs);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        _network.Dispose();
    }

    private async Task AskAsync(Person person)
    {
        while (!_stop.IsCancellationRequested)
        {
            var session = person.Session;
            if (await person.AskAsync() is { Kind: AnswerKind.SignedOut } answer && (_signsInAgain || answer.SetsCookies) && session.EndBegan == long.MaxValue)
            {
                await person.SignInAsync(after: session);
            }

            // The pace of a person, not a wait for something.
            await Task.Delay(_size.Pace);
        }
    }
}
