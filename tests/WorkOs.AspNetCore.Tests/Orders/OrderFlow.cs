namespace WorkOs.AspNetCore.Tests.Orders;

/// <summary>One action of a program at work, with the refresh that it may start in the background. Its calls name it.</summary>
internal sealed class OrderFlow(int number, OrderActor actor, OrderGates gates)
{
    private static readonly AsyncLocal<OrderFlow?> Local = new(static change =>
        (change.CurrentValue ?? change.PreviousValue)!.Gates.NoteContext(change.PreviousValue is not null, change.CurrentValue is not null));

    private Task _task = Task.CompletedTask;

    public static OrderFlow? Current => Local.Value;

    public int Number => number;

    public OrderActor Actor => actor;

    /// <summary>How many calls it has made.</summary>
    public int Calls { get; set; }

    /// <summary>How many calls had been permitted when the first of it was, and when it ended.</summary>
    public (int Began, int Ended) Span { get; private set; } = (int.MaxValue, int.MaxValue);

    public OrderAnswer? Answer { get; private set; }

    public Exception? Failure { get; private set; }

    public bool IsOver => _task.IsCompleted;

    private OrderGates Gates => gates;

    public void Start(Func<Task<OrderAnswer>> action) => _task = RunAsync(action);

    public void NotePermission() => Span = (Math.Min(Span.Began, gates.Permitted), Span.Ended);

    private async Task RunAsync(Func<Task<OrderAnswer>> action)
    {
        Local.Value = this;
        try
        {
            Answer = await action();
        }
        catch (Exception exception)
        {
            Failure = exception;
        }

        Span = (Span.Began, gates.Permitted);
    }
}
