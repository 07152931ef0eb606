namespace WorkOs.AspNetCore;

/// <summary>
/// The cache that the machines of an app share for stored sessions, marks of ended sessions and related data. Register an implementation if the
/// cache server supports what <c>IDistributedCache</c> has no methods for: to read several keys in one round trip, and to write a value only if it
/// has not changed since it was read. Default: an implementation on the app's <c>IDistributedCache</c>, which reads several keys with concurrent
/// calls, and writes atomically within one process only.
/// </summary>
/// <remarks>
/// Every value is protected or a hash, and belongs to this package; keys are ASCII text of at most 100 characters. A call may throw any exception
/// of the server's client: the cache then counts as unavailable, as it does when a call takes longer than
/// <see cref="WorkOsSessionCacheOptions.Timeout"/>. Methods are called concurrently. See <c>docs/authkit.md</c> for an example.
/// </remarks>
public interface IWorkOsSessionCache
{
    /// <summary>Reads several values in one round trip.</summary>
    /// <param name="keys">The keys: at least one.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The values in the order of the keys; <see langword="null"/> where there is none, or it has expired.</returns>
    ValueTask<IReadOnlyList<byte[]?>> GetAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken);

    /// <summary>Writes a value, and overwrites an existing one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value. The caller does not change it afterwards.</param>
    /// <param name="lifetime">How long it is kept from now on. Positive.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that completes when the next read of any machine sees the value.</returns>
    ValueTask SetAsync(string key, byte[] value, TimeSpan lifetime, CancellationToken cancellationToken);

    /// <summary>
    /// Writes a value if the present value is the expected one, atomically: of two machines that expect the same value, one succeeds.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="expected">The present value, compared byte by byte; <see langword="null"/> for none.</param>
    /// <param name="value">The value. The caller does not change it afterwards.</param>
    /// <param name="lifetime">How long it is kept from now on. Positive.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether the value was written.</returns>
    ValueTask<bool> TrySetAsync(string key, byte[]? expected, byte[] value, TimeSpan lifetime, CancellationToken cancellationToken);

    /// <summary>Removes a value, if there is one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that completes when no machine reads the value any more.</returns>
    ValueTask RemoveAsync(string key, CancellationToken cancellationToken);
}
