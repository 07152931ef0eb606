using System.Text.Json.Nodes;
using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.Tests.Orders;

/// <summary>Two machines that share a cache, the keys and a clock, and a WorkOS. One program after the other happens in it, call by call.</summary>
internal sealed class OrderWorld
{
    // An access token lives five minutes, and is refreshed half a minute before its end.
    private static readonly TimeSpan UntilDue = TimeSpan.FromSeconds(280);
    private static readonly TimeSpan UntilExpired = TimeSpan.FromSeconds(301);
    private static readonly TimeSpan UntilCookieIsHalfSpent = TimeSpan.FromDays(8);

    private readonly OrderGates _gates = new();
    private readonly FakeClock _clock = new();
    private readonly OrderedCache _cache;
    private readonly OrderedWorkOs _workos;
    private readonly OrderMachine[] _machines;
    private OrderProgram _program = null!;
    private List<OrderFlow> _flows = [];
    private string _cookie = string.Empty;

    public OrderWorld(OrderProduct product, OrderCacheKind kind = OrderCacheKind.CompareAndSet, OrderFault fault = OrderFault.None)
    {
        _cache = new OrderedCache(_gates, fault);
        _workos = new OrderedWorkOs(_gates, _clock, fault);
        var keys = new OrderKeys();
        _machines = [.. Enumerable.Range(1, 2).Select(_ => new OrderMachine(kind, product, _cache, _workos, _clock, keys))];
        _cache.NameOf = NameOf;
    }

    /// <summary>The calls that may be permitted next; none when everybody is quiet.</summary>
    public IReadOnlyList<OrderCall> Waiting => _gates.Waiting;

    /// <summary>Signs somebody in, and lets everybody come to their first call.</summary>
    public void Begin(OrderProgram program)
    {
        (_program, _flows) = (program, []);
        _cache.Clear();
        var answer = _workos.Begin(program);
        _cookie = _machines[0].SignInAsync(program, answer, _clock.GetUtcNow()).GetAwaiter().GetResult();
        _clock.Advance(program.Age switch
        {
            OrderAge.Fresh => TimeSpan.FromSeconds(1),
            OrderAge.Due when program.Product is OrderProduct.Sso or OrderProduct.Tokenless => UntilCookieIsHalfSpent,
            OrderAge.Due => UntilDue,
            _ => UntilExpired,
        });
        foreach (var actor in program.Actors)
        {
            Start(actor, () => ActAsync(actor));
        }

        ComeToRest();
    }

    /// <summary>Lets a call happen, and everybody come to their next.</summary>
    public void Permit(OrderCall call)
    {
        _gates.Permit(call);
        ComeToRest();
    }

    /// <summary>Asks both machines who is there, at once and when the access token has expired, and says what must not be.</summary>
    public IReadOnlyList<OrderViolation> FindViolations(out Exception? failure)
    {
        var flows = _flows;
        failure = flows.Select(static flow => flow.Failure).FirstOrDefault(static failure => failure is not null);
        var cookies = flows.Select(static flow => flow.Answer?.Cookie).OfType<string>().Where(static cookie => cookie.Length > 0);
        var latest = cookies.LastOrDefault(_cookie);
        var answers = new List<OrderAnswer?> { Ask(0, _cookie), Ask(1, latest) };
        if (_program.Product is OrderProduct.AuthKit or OrderProduct.Once)
        {
            _clock.Advance(UntilExpired);
            answers.Add(Ask(1, _cookie));
        }

        return OrderVerdict.Of(_program, flows, answers, _workos.SpentTwice);
    }

    private OrderAnswer? Ask(int machine, string cookie)
    {
        _flows = [];
        Start(new OrderActor(machine + 1, OrderAction.Request), () => _machines[machine].RequestAsync(cookie));
        ComeToRest();
        while (Waiting is [var next, ..])
        {
            Permit(next);
        }

        return _flows[0].Answer;
    }

    private void Start(OrderActor actor, Func<Task<OrderAnswer>> action)
    {
        var flow = new OrderFlow(_flows.Count + 1, actor, _gates);
        _flows.Add(flow);
        flow.Start(action);
        _gates.Settle(CountNewRefreshes());
    }

    private int CountNewRefreshes() => _machines.Sum(static machine => machine.CountNewRefreshes());

    // Time passes where nobody can go on without.
    private void ComeToRest()
    {
        _gates.Settle(CountNewRefreshes());
        while (_gates.Waiting.Count == 0 && (_flows.Exists(static flow => !flow.IsOver) || _machines.Any(HasRefreshUnderWay)))
        {
            if (!_clock.TryAdvanceToNext())
            {
                throw new InvalidOperationException("Nobody goes on, and nobody waits for anything.");
            }

            _gates.Settle(CountNewRefreshes());
        }
    }

    private static bool HasRefreshUnderWay(OrderMachine machine) => machine.Refreshes.Any(static refresh => !refresh.IsCompleted);

    private async Task<OrderAnswer> ActAsync(OrderActor actor)
    {
        var machine = _machines[actor.Machine - 1];
        switch (actor.Action)
        {
            case OrderAction.Request:
                return await machine.RequestAsync(_cookie);
            case OrderAction.Renewal:
                return await machine.RenewAsync(_cookie);
            case OrderAction.SwitchToGlobex:
                return await machine.SwitchAsync(_cookie, OrderedWorkOs.Globex);
            case OrderAction.SwitchToInitech:
                return await machine.SwitchAsync(_cookie, OrderedWorkOs.Initech);
            case OrderAction.SignOut:
                return await machine.SignOutAsync(_cookie, _program.Product);
            case OrderAction.EndedByApp:
                return await machine.EndByAppAsync();
            case OrderAction.UserEnded:
                await _workos.EndAsync();
                return await machine.WebhookAsync("user.deleted", new JsonObject { ["id"] = OrderedWorkOs.User }, _clock.GetUtcNow());
            case OrderAction.SessionEnded:
                await _workos.EndAsync();
                return await machine.WebhookAsync("session.revoked", new JsonObject { ["id"] = _workos.Session }, _clock.GetUtcNow());
            default:
                await _workos.EndMembershipAsync();
                var member = new JsonObject { ["user_id"] = OrderedWorkOs.User, ["organization_id"] = OrderedWorkOs.Acme };
                return await machine.WebhookAsync("organization_membership.deleted", member, _clock.GetUtcNow());
        }
    }

    private string NameOf(string key)
    {
        var environment = _machines[0].Environment;
        return key == MarkNames.OfSession(environment, _workos.Session) ? "session-mark"
            : key == MarkNames.OfUser(environment, OrderedWorkOs.User) ? "user-mark"
            : key.StartsWith(MarkNames.Prefix, StringComparison.Ordinal) ? MemberName(environment, key)
            : key.Split(':')[1] switch { "session" => "ticket", var other => other };
    }

    private static string MemberName(string environment, string key) =>
        new[] { OrderedWorkOs.Acme, OrderedWorkOs.Globex, OrderedWorkOs.Initech }
            .FirstOrDefault(organization => key == MarkNames.OfMember(environment, OrderedWorkOs.User, organization)) ?? "mark";
}
