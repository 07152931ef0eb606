namespace WorkOs.AspNetCore.Tests.Orders;

/// <summary>An action, and the machine that it happens on.</summary>
internal sealed record OrderActor(int Machine, OrderAction Action)
{
    public override string ToString() => $"{Action}@{Machine}";
}
