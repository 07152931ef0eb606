using System.Text.Encodings.Web;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WorkOs.AspNetCore;

/// <summary>The handler of a single sign-on scheme.</summary>
internal sealed class WorkOsHandler(IOptionsMonitor<WorkOsOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : RemoteHandler<WorkOsOptions>(options, logger, encoder);
