namespace WorkOs.AspNetCore.Tests.Orders;

/// <summary>Compares what came of an order with what may.</summary>
internal static class OrderVerdict
{
    public static IReadOnlyList<OrderViolation> Of(
        OrderProgram program, IReadOnlyList<OrderFlow> flows, IReadOnlyList<OrderAnswer?> answers, int spentTwice)
    {
        var found = new SortedSet<OrderViolation>();
        var isEnded = program.Has(OrderAction.SignOut, OrderAction.UserEnded, OrderAction.SessionEnded, OrderAction.EndedByApp);
        var leaves = program.Has(OrderAction.MembershipEnded);
        var switches = flows.Where(static flow => TargetOf(flow) is not null).ToList();
        var switched = switches.Where(static flow => flow.Answer is { Refusal: null }).ToList();
        if (spentTwice > 0)
        {
            found.Add(OrderViolation.TokenSpentTwice);
        }

        if (flows.Any(static flow => flow.Failure is not null) || answers.Contains(null))
        {
            found.Add(OrderViolation.RequestBroken);
        }

        foreach (var answer in flows.Select(static flow => flow.Answer).Concat(answers).OfType<OrderAnswer>())
        {
            if (!answer.IsOfOne)
            {
                found.Add(OrderViolation.OrganizationsMixed);
            }
        }

        if (!isEnded && !leaves)
        {
            if (switched.Count < switches.Count)
            {
                found.Add(OrderViolation.SwitchFailed);
            }

            if (flows.Any(static flow => flow.Answer is { IsSignedIn: false } or { IsSignedOut: true }))
            {
                found.Add(OrderViolation.LivingIsSignedOut);
            }
        }

        foreach (var answer in answers.OfType<OrderAnswer>())
        {
            if (answer.IsSignedIn && (isEnded || (leaves && answer.Organization is null or OrderedWorkOs.Acme)))
            {
                found.Add(OrderViolation.EndedIsSignedIn);
            }

            if (!isEnded && (answer.IsSignedOut || !answer.IsSignedIn) && (!leaves || HasLeftBefore(flows, switched)))
            {
                found.Add(OrderViolation.LivingIsSignedOut);
            }

            if (answer is { IsSignedIn: true, Organization: { } organization } && !IsIn(organization, switches, switched))
            {
                found.Add(OrderViolation.WrongOrganization);
            }
        }

        return [.. found];
    }

    private static string? TargetOf(OrderFlow flow) => flow.Actor.Action switch
    {
        OrderAction.SwitchToGlobex => OrderedWorkOs.Globex,
        OrderAction.SwitchToInitech => OrderedWorkOs.Initech,
        _ => null,
    };

    // A switch that failed may have happened all the same; one that succeeded has.
    private static bool IsIn(string organization, List<OrderFlow> switches, List<OrderFlow> switched) =>
        switched.Count > 0 ? switches.Exists(flow => TargetOf(flow) == organization) : organization == OrderedWorkOs.Acme || switches.Exists(flow => TargetOf(flow) == organization);

    // Whoever had moved when the membership began to end has nothing to do with it.
    private static bool HasLeftBefore(IReadOnlyList<OrderFlow> flows, List<OrderFlow> switched)
    {
        var began = flows.Where(static flow => flow.Actor.Action == OrderAction.MembershipEnded).Min(static flow => flow.Span.Began);
        return switched.Exists(flow => flow.Span.Ended < began);
    }
}
