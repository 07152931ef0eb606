namespace WorkOs.AspNetCore.Tests.Orders;

/// <summary>The programs of one kind of session at one age: every pair of actions on one machine and on two, and every three.</summary>
internal static class OrderSet
{
    private static readonly OrderAction[] OfAuthKit = Enum.GetValues<OrderAction>();
    private static readonly OrderAction[] OfOnce = [.. OfAuthKit.Except([OrderAction.SwitchToGlobex, OrderAction.SwitchToInitech])];
    private static readonly OrderAction[] OfSso = [OrderAction.Request, OrderAction.Renewal, OrderAction.SignOut];

    /// <summary>Every pair: on two machines, and on one where both actions are of one process.</summary>
    public static IEnumerable<OrderProgram> Pairs(OrderProduct product, OrderAge age, bool areOnTwo) =>
        from first in ActionsOf(product)
        from second in ActionsOf(product)
        where first <= second
        from held in Choices(product == OrderProduct.AuthKit && (IsSwitch(first) || IsSwitch(second)))
        from persistent in Choices(age != OrderAge.Fresh && product != OrderProduct.Sso)
        select new OrderProgram(product, age, [new OrderActor(1, first), new OrderActor(areOnTwo ? 2 : 1, second)])
        {
            HoldsForOther = held,
            IsPersistent = persistent,
        };

    /// <summary>Every three: one on the first machine, two on the second, of which the first action is any of the three.</summary>
    public static IEnumerable<OrderProgram> Threes(OrderProduct product, OrderAge age) =>
        from first in ActionsOf(product)
        from second in ActionsOf(product)
        from third in ActionsOf(product)
        where second <= third
        select new OrderProgram(product, age, [new OrderActor(1, first), new OrderActor(2, second), new OrderActor(2, third)])
        {
            HoldsForOther = ((int)first + (int)second + (int)third) % 2 == 0,
        };

    private static OrderAction[] ActionsOf(OrderProduct product) => product switch
    {
        OrderProduct.AuthKit => OfAuthKit,
        OrderProduct.Sso => OfSso,
        _ => OfOnce,
    };

    private static bool[] Choices(bool isChoice) => isChoice ? [false, true] : [false];

    private static bool IsSwitch(OrderAction action) => action is OrderAction.SwitchToGlobex or OrderAction.SwitchToInitech;
}
