namespace WorkOs.AspNetCore.Tests.Orders;

/// <summary>Actions that happen at the same time to one session.</summary>
internal sealed record OrderProgram(OrderProduct Product, OrderAge Age, IReadOnlyList<OrderActor> Actors)
{
    private const string HeldText = "held";
    private const string PersistentText = "persistent";

    /// <summary>Whether WorkOS gives the same answer again also where another organization is asked for.</summary>
    public bool HoldsForOther { get; init; }

    /// <summary>Whether the cookie outlives the browser, so that its date moves with each refresh.</summary>
    public bool IsPersistent { get; init; }

    public bool Has(params ReadOnlySpan<OrderAction> actions)
    {
        foreach (var actor in Actors)
        {
            if (actions.Contains(actor.Action))
            {
                return true;
            }
        }

        return false;
    }

    public static OrderProgram Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var actors = words.Where(static word => word.Contains('@', StringComparison.Ordinal)).Select(static word => word.Split('@'));
        return new OrderProgram(
            Enum.Parse<OrderProduct>(words[0]),
            Enum.Parse<OrderAge>(words[1]),
            [.. actors.Select(static parts => new OrderActor(int.Parse(parts[1]), Enum.Parse<OrderAction>(parts[0])))])
        {
            HoldsForOther = words.Contains(HeldText),
            IsPersistent = words.Contains(PersistentText),
        };
    }

    public override string ToString() => string.Join(
        ' ', new[] { $"{Product} {Age}", HoldsForOther ? HeldText : null, IsPersistent ? PersistentText : null }
            .OfType<string>().Concat(Actors.Select(static actor => actor.ToString())));
}
