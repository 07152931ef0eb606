namespace WorkOs.AspNetCore.Tests.Orders;

/// <summary>An order as text, and what came of it that must not.</summary>
internal sealed record OrderFinding(string Order, IReadOnlyList<OrderViolation> Violations, Exception? Failure)
{
    public override string ToString() => $"{string.Join(", ", Violations)}: {Order}{(Failure is null ? null : $" ({Failure.GetType().Name}: {Failure.Message})")}";
}
