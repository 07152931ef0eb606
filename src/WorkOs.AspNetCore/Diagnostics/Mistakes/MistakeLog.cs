using System.Collections.Concurrent;

namespace WorkOs.AspNetCore;

/// <summary>Warns of mistakes in the set-up of an app: of each once for a scheme, however many requests meet it.</summary>
internal sealed class MistakeLog(ILogger<MistakeLog> logger)
{
    private readonly ConcurrentDictionary<(string Scheme, string Kind), bool> _reported = new();

    /// <summary>Warns of the mistake, unless it has been done for this scheme.</summary>
    public void Report(string scheme, Mistake mistake)
    {
        if (_reported.TryAdd((scheme, mistake.Kind), true))
        {
            Log.SetUpMistake(logger, scheme, mistake.Text, mistake.Kind);
        }
    }

    /// <summary>Warns of a mistake that a scheme can have several times.</summary>
    public void ReportEach(string scheme, Mistake mistake) => Log.SetUpMistake(logger, scheme, mistake.Text, mistake.Kind);
}
