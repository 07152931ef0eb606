namespace WorkOs.AspNetCore;

/// <summary>Refuses a request that is not part of a sign-in: writes a log message, and the same response as for every failure.</summary>
internal static class EndpointFailure
{
    private const string LogCategory = "WorkOs.AspNetCore.Endpoints";

    public static ILogger LoggerOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(LogCategory);

    public static Task WriteAsync(HttpContext context, WorkOsRemoteOptions options, string scheme, string code)
    {
        Log.RequestRefused(LoggerOf(context), scheme, code);
        var pathBase = context.Request.PathBase;
        var root = pathBase + "/";
        return FailureResponse.WriteAsync(context, options, pathBase, code, root, () => (root, "Go to the start page"));
    }
}
