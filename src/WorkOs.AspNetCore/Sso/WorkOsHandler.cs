using System.Text.Encodings.Web;

namespace WorkOs.AspNetCore;

/// <summary>The handler of single sign-on schemes. An app can compare a scheme's <c>HandlerType</c> with it.</summary>
/// <param name="options">The options of every scheme of this kind.</param>
/// <param name="logger">Makes the logger.</param>
/// <param name="encoder">The encoder for URLs.</param>
public sealed class WorkOsHandler(IOptionsMonitor<WorkOsOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : WorkOsRemoteHandler<WorkOsOptions>(options, logger, encoder);
