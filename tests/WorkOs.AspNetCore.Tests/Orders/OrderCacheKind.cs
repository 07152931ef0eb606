namespace WorkOs.AspNetCore.Tests.Orders;

/// <summary>What the machines share.</summary>
internal enum OrderCacheKind
{
    /// <summary>A session cache that compares and writes in one step.</summary>
    CompareAndSet,

    /// <summary>An <c>IDistributedCache</c>, with the session cache that the package makes of it.</summary>
    Distributed,
}
