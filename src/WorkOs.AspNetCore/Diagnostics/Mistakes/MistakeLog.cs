using System.Collections.Concurrent;

namespace WorkOs.AspNetCore;

/// <summary>Logs mistakes in the set-up of an app as warnings: each one once for a scheme, regardless of the number of requests.</summary>
internal sealed class MistakeLog(ILogger<MistakeLog> logger)
{
    private readonly ConcurrentDictionary<(string Scheme, string Kind), bool> _reported = new();

    /// <summary>Logs the mistake, unless it has been logged for this scheme.</summary>
    public void Report(string scheme, Mistake mistake)
    {
        if (_reported.TryAdd((scheme, mistake.Kind), true))
        {
            Log.SetUpMistake(logger, scheme, mistake.Text, mistake.Kind);
        }
    }

    /// <summary>Logs a mistake that a scheme can have several times.</summary>
    public void ReportEach(string scheme, Mistake mistake) => Log.SetUpMistake(logger, scheme, mistake.Text, mistake.Kind);
}
