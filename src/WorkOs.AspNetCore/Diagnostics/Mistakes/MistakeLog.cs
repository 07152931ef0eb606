using System.Collections.Concurrent;

namespace WorkOs.AspNetCore;

/// <summary>Warns of mistakes in the set-up of an app: of each once for a scheme, however many requests meet it.</summary>
internal sealed partial class MistakeLog(ILogger<MistakeLog> logger)
{
    private readonly ConcurrentDictionary<(string Scheme, string Kind), bool> _reported = new();

    /// <summary>Warns of the mistake, unless it has been done for this scheme.</summary>
    public void Report(string scheme, Mistake mistake)
    {
        if (_reported.TryAdd((scheme, mistake.Kind), true))
        {
            SetUpMistake(logger, scheme, mistake.Text, mistake.Kind);
        }
    }

    /// <summary>Warns of a mistake that a scheme can have several times.</summary>
    public void ReportEach(string scheme, Mistake mistake) => SetUpMistake(logger, scheme, mistake.Text, mistake.Kind);

    [LoggerMessage(52, LogLevel.Warning, "Scheme '{Scheme}': {Text}. See {Kind} in docs/troubleshooting.md#mistakes-in-the-set-up in the package WorkOs.AspNetCore.", EventName = "SetUpMistake")]
    private static partial void SetUpMistake(ILogger logger, string scheme, string text, string kind);
}
