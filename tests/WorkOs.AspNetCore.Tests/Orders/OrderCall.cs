namespace WorkOs.AspNetCore.Tests.Orders;

/// <summary>A call that waits for the explorer's permission, and happens at once when it has it.</summary>
/// <param name="Flow">Who calls.</param>
/// <param name="Number">Which of the flow's calls it is. With the flow, it tells the call from every other of the order.</param>
/// <param name="Text">What it does, in words that are the same in every run.</param>
/// <param name="Keys">What it touches.</param>
/// <param name="Writes">Whether it may change what it touches.</param>
internal sealed record OrderCall(OrderFlow Flow, int Number, string Text, IReadOnlyList<string> Keys, bool Writes)
{
    public TaskCompletionSource Permission { get; } = new();

    public (int Flow, int Number) Id => (Flow.Number, Number);

    /// <summary>Whether the order of the two may matter: they touch the same key, or the memory of the same machine.</summary>
    public bool Conflicts(OrderCall other) => Flow.Actor.Machine == other.Flow.Actor.Machine || SharesKey(other);

    public override string ToString() => $"{Flow.Number} {Text}";

    private bool SharesKey(OrderCall other)
    {
        if (!Writes && !other.Writes)
        {
            return false;
        }

        foreach (var key in Keys)
        {
            if (other.Keys.Contains(key))
            {
                return true;
            }
        }

        return false;
    }
}
