using System.Text.RegularExpressions;

namespace WorkOs.AspNetCore.Testing;

/// <summary>
/// One registered redirect. As in WorkOS's dashboard: one <c>*</c> in the leftmost label of the host, for one level; a <c>*</c> as the port of a
/// loopback host; http for loopback hosts only. Everything else must match exactly.
/// </summary>
internal sealed partial class RedirectPattern
{
    private readonly string _scheme;
    private readonly string _host;
    private readonly string? _port;
    private readonly string _pathAndQuery;

    private RedirectPattern(Match match)
    {
        Text = match.Value;
        _scheme = match.Groups["scheme"].Value;
        _host = match.Groups["host"].Value;
        _port = match.Groups["port"] is { Success: true, Value: var port } ? port : null;
        var path = match.Groups["path"].Value;
        _pathAndQuery = path.Length == 0 ? "/" : path[0] == '?' ? "/" + path : path;
    }

    /// <summary>The redirect as it was registered.</summary>
    public string Text { get; }

    public bool HasWildcard => _host.Contains('*', StringComparison.Ordinal) || _port == "*";

    public static RedirectPattern Parse(string pattern)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        var match = Shape().Match(pattern);
        if (!match.Success)
        {
            throw new ArgumentException("A redirect is an absolute http or https URL without user information and fragment.", nameof(pattern));
        }

        var parsed = new RedirectPattern(match);
        if (parsed.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(pattern));
        }

        return parsed;
    }

    /// <summary>Parses a redirect without a wildcard in its host. A loopback host may have a wildcard as port.</summary>
    public static RedirectPattern ParseExact(string pattern)
    {
        var parsed = Parse(pattern);
        return parsed._host.Contains('*', StringComparison.Ordinal)
            ? throw new ArgumentException("A redirect of a Connect application has no wildcard in its host.", nameof(pattern))
            : parsed;
    }

    public bool Matches(string candidate, bool anyPath = false)
    {
        var match = Shape().Match(candidate);
        if (!match.Success || !Uri.TryCreate(candidate, UriKind.Absolute, out _))
        {
            return false;
        }

        var other = new RedirectPattern(match);
        return string.Equals(_scheme, other._scheme, StringComparison.OrdinalIgnoreCase)
            && HostMatches(other._host)
            && (_port == "*" || EffectivePort() == other.EffectivePort())
            && (anyPath || string.Equals(_pathAndQuery, other._pathAndQuery, StringComparison.Ordinal));
    }

    public static bool IsLoopback(string host) =>
        host is "127.0.0.1" or "[::1]" || string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase);

    private string? Problem()
    {
        var firstDot = _host.IndexOf('.', StringComparison.Ordinal);
        var stars = _host.Count(c => c == '*');
        if (stars > 1 || (stars == 1 && (firstDot < 0 || _host.IndexOf('*', StringComparison.Ordinal) > firstDot)))
        {
            return "A redirect may hold one wildcard, in the leftmost label of its host.";
        }

        if (stars == 1 && !_host[(firstDot + 1)..].Contains('.', StringComparison.Ordinal))
        {
            return "A wildcard needs a registrable domain to its right.";
        }

        if (_port == "*" && !IsLoopback(_host))
        {
            return "A wildcard port is for loopback hosts only.";
        }

        return string.Equals(_scheme, "http", StringComparison.OrdinalIgnoreCase) && !IsLoopback(_host)
            ? "A redirect must be https, but for loopback hosts."
            : null;
    }

    private bool HostMatches(string host)
    {
        var star = _host.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return string.Equals(_host, host, StringComparison.OrdinalIgnoreCase);
        }

        var prefix = _host[..star];
        var suffix = _host[(star + 1)..];
        return host.Length > prefix.Length + suffix.Length
            && host.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
            && host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)
            && !host[prefix.Length..^suffix.Length].Contains('.', StringComparison.Ordinal);
    }

    private string EffectivePort() =>
        _port ?? (string.Equals(_scheme, "https", StringComparison.OrdinalIgnoreCase) ? "443" : "80");

    [GeneratedRegex(
        """^(?<scheme>https?)://(?<host>[A-Za-z0-9.*_-]+|\[[0-9A-Fa-f:]+\])(:(?<port>[0-9]{1,5}|\*))?(?<path>[/?][!-~-[#\\]]*)?\z""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
