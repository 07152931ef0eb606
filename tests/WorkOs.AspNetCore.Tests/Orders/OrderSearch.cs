using System.Text;

namespace WorkOs.AspNetCore.Tests.Orders;

/// <summary>
/// Runs the orders of a program: all of them, where two that differ in nothing but calls that commute are one (by sleep sets, Godefroid
/// 1996); or some of them, chosen by a seed.
/// </summary>
internal sealed class OrderSearch(OrderWorld world, OrderProgram program)
{
    private const string Arrow = " => ";
    private const string Separator = "; ";

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>How many orders were run that differ in the order of calls that touch the same key.</summary>
    public int Count => _seen.Count;

    /// <summary>The orders that must not be: as text that can be run again, with what came of them.</summary>
    public List<OrderFinding> Findings { get; } = [];

    /// <summary>Runs an order as a finding prints it; where the text ends, with the call that comes first.</summary>
    public static OrderFinding Replay(OrderWorld world, string text)
    {
        var parts = text.Split(Arrow);
        var steps = new Queue<string>(parts.Length > 1 ? parts[1].Split(Separator) : []);
        var search = new OrderSearch(world, OrderProgram.Parse(parts[0]));
        return search.Run(waiting => steps.TryDequeue(out var step)
            ? waiting.FirstOrDefault(call => call.ToString() == step)
                ?? throw new InvalidOperationException($"Nobody waits to do '{step}', but: {string.Join(", ", waiting)}.")
            : waiting[0])!;
    }

    /// <summary>Runs every order; false where that takes more than the limit, and some of them remain.</summary>
    public bool TryAll(int limit)
    {
        var path = new List<Node>();
        for (var runs = 0; runs < limit; runs++)
        {
            var depth = 0;
            Run(waiting =>
            {
                if (depth == path.Count)
                {
                    var sleeping = depth == 0 ? [] : path[^1].SleepAfter();
                    if (waiting.FirstOrDefault(call => !sleeping.ContainsKey(call.Id)) is not { } first)
                    {
                        return null;
                    }

                    path.Add(new Node(waiting, sleeping, first));
                }

                return path[depth++].Find(waiting);
            });
            while (path.Count > 0 && !path[^1].TryNext())
            {
                path.RemoveAt(path.Count - 1);
            }

            if (path.Count == 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Runs orders in which each call is chosen by a seed.</summary>
    public void Sample(int runs, uint seed)
    {
        var state = seed | 1;
        for (var i = 0; i < runs; i++)
        {
            Run(waiting =>
            {
                // Xorshift (Marsaglia 2003): the same in every run and on every machine.
                state ^= state << 13;
                state ^= state >> 17;
                state ^= state << 5;
                return waiting[(int)(state % (uint)waiting.Count)];
            });
        }
    }

    /// <summary>Runs the orders in which one action is interrupted once, after each of its calls, until all others are over.</summary>
    public void Interrupt()
    {
        for (var number = 1; number <= program.Actors.Count; number++)
        {
            var (calls, limit) = (0, 0);
            do
            {
                calls = 0;
                Run(waiting =>
                {
                    var own = waiting.FirstOrDefault(call => call.Flow.Number == number);
                    var next = calls < limit && own is not null ? own : waiting.FirstOrDefault(call => call.Flow.Number != number) ?? own!;
                    calls += next.Flow.Number == number ? 1 : 0;
                    return next;
                });
            }
            while (++limit < calls);
        }
    }

    /// <summary>
    /// Runs the orders in which one of two actions is interrupted after each of its calls, and the other after each of its own, until the
    /// first is over.
    /// </summary>
    public void InterruptBoth()
    {
        foreach (var (first, second) in new[] { (1, 2), (2, 1) })
        {
            var (before, calls) = (0, 0);
            do
            {
                before++;
                var (between, others) = (0, 0);
                do
                {
                    between++;
                    (calls, others) = (0, 0);
                    Run(waiting =>
                    {
                        var number = calls < before || others >= between ? first : second;
                        var next = waiting.FirstOrDefault(call => call.Flow.Number == number) ?? waiting[0];
                        calls += next.Flow.Number == first ? 1 : 0;
                        others += next.Flow.Number == second ? 1 : 0;
                        return next;
                    });
                }
                while (between < others);
            }
            while (before < calls);
        }
    }

    // A choice of nothing says that the rest has been run in another order that comes to the same.
    private OrderFinding? Run(Func<IReadOnlyList<OrderCall>, OrderCall?> choose)
    {
        world.Begin(program);
        var order = new List<OrderCall>();
        var isNew = true;
        while (world.Waiting is { Count: > 0 } waiting)
        {
            var next = isNew ? choose(waiting) : waiting[0];
            isNew &= next is not null;
            next ??= waiting[0];
            order.Add(next);
            world.Permit(next);
        }

        if (!isNew || !_seen.Add(SignatureOf(order)))
        {
            return null;
        }

        var violations = world.FindViolations(out var failure);
        var finding = new OrderFinding($"{program}{Arrow}{string.Join(Separator, order)}", violations, failure);
        if (finding.Violations.Count > 0)
        {
            Findings.Add(finding);
        }

        return finding;
    }

    /// <summary>The order of the calls of each key; reads that follow each other are in any order.</summary>
    private static string SignatureOf(List<OrderCall> order)
    {
        var text = new StringBuilder();
        var touches = order.SelectMany(static call => call.Keys.Select(key => (Key: key, Call: call)));
        foreach (var calls in touches.GroupBy(static touch => touch.Key, static touch => touch.Call, StringComparer.Ordinal).OrderBy(static calls => calls.Key, StringComparer.Ordinal))
        {
            text.Append(calls.Key);
            var reads = new SortedSet<(int, int)>();
            foreach (var call in calls)
            {
                if (call.Writes)
                {
                    text.AppendJoin(',', reads).Append('!').Append(call.Id);
                    reads.Clear();
                }
                else
                {
                    reads.Add(call.Id);
                }
            }

            text.AppendJoin(',', reads).Append(';');
        }

        return text.ToString();
    }

    /// <summary>A point of an order, with what was and what is to be chosen there.</summary>
    private sealed class Node(IReadOnlyList<OrderCall> waiting, Dictionary<(int, int), OrderCall> sleeping, OrderCall chosen)
    {
        private readonly Dictionary<(int, int), OrderCall> _done = [];
        private OrderCall _chosen = chosen;

        /// <summary>What need not be chosen after this: it was, or is, chosen before, and commutes with what is chosen here.</summary>
        public Dictionary<(int, int), OrderCall> SleepAfter() => sleeping.Concat(_done)
            .Where(pair => !pair.Value.Conflicts(_chosen))
            .ToDictionary(static pair => pair.Key, static pair => pair.Value);

        /// <summary>What is chosen, among the calls of this run.</summary>
        public OrderCall Find(IReadOnlyList<OrderCall> now) =>
            now.Select(static call => call.ToString()).SequenceEqual(waiting.Select(static call => call.ToString()), StringComparer.Ordinal)
                ? now.First(call => call.Id == _chosen.Id)
                : throw new InvalidOperationException($"The same order came to another point: {string.Join(", ", now)} instead of {string.Join(", ", waiting)}.");

        public bool TryNext()
        {
            _done[_chosen.Id] = _chosen;
            var next = waiting.FirstOrDefault(call => !sleeping.ContainsKey(call.Id) && !_done.ContainsKey(call.Id));
            _chosen = next ?? _chosen;
            return next is not null;
        }
    }
}
