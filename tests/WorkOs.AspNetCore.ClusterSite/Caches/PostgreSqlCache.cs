using Npgsql;

namespace WorkOs.AspNetCore.ClusterSite;

/// <summary>A cache on a table of PostgreSQL, as an app would register its own. What has expired is as good as gone, by the clock of the server.</summary>
internal sealed class PostgreSqlCache(string connectionString, KillSwitch steps) : SharedCache(steps), IDisposable
{
    private const string Write = """
        insert into cache (key, value, expires_at) values ($1, $2, now() + $3)
        on conflict (key) do update set value = excluded.value, expires_at = excluded.expires_at
        """;

    // What has expired is still there, and as good as nothing.
    private const string WriteIfNone = Write + " where cache.expires_at <= now()";
    private const string WriteIfSame = "update cache set value = $2, expires_at = now() + $3 where key = $1 and value = $4 and expires_at > now()";

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connectionString);

    /// <summary>The settings of a connection that gives up at once where it is told to.</summary>
    public static string ConnectionString(int port, string user) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = user,
        Database = "postgres",
        MaxPoolSize = 16,
        MaxAutoPrepare = 8,
        Timeout = 30,
        CommandTimeout = 30,
        CancellationTimeout = -1,
    }.ConnectionString;

    /// <summary>Makes the table, empty.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(
            "create table if not exists cache (key text primary key, value bytea not null, expires_at timestamptz not null); truncate cache");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public void Dispose() => _source.Dispose();

    protected override async Task<IReadOnlyList<byte[]?>> ReadAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var values = new byte[keys.Count][];
        await using var command = Command("select key, value from cache where key = any($1) and expires_at > now()", [keys.ToArray()]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (key, value) = (reader.GetString(0), await reader.GetFieldValueAsync<byte[]>(1, cancellationToken));
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = keys[i] == key ? value : values[i];
            }
        }

        return values;
    }

    protected override Task WriteAsync(string key, byte[] value, TimeSpan lifetime, CancellationToken cancellationToken) =>
        ExecuteAsync(Write, cancellationToken, key, value, lifetime);

    protected override async Task<bool> TryWriteAsync(string key, byte[]? expected, byte[] value, TimeSpan lifetime, CancellationToken cancellationToken) =>
        await (expected is null
            ? ExecuteAsync(WriteIfNone, cancellationToken, key, value, lifetime)
            : ExecuteAsync(WriteIfSame, cancellationToken, key, value, lifetime, expected)) == 1;

    protected override Task DeleteAsync(string key, CancellationToken cancellationToken) => ExecuteAsync("delete from cache where key = $1", cancellationToken, key);

    private async Task<int> ExecuteAsync(string text, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = Command(text, values);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string text, params object[] values)
    {
        var command = _source.CreateCommand(text);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }
}
