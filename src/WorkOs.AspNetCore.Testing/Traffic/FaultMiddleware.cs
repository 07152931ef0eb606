using Microsoft.AspNetCore.Http;

namespace WorkOs.AspNetCore.Testing;

/// <summary>Applies a queued fault instead of the real response, or before it.</summary>
internal sealed class FaultMiddleware(FaultQueue faults, TimeProvider clock)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (faults.Take(context.Request.Path.Value ?? "") is not { } fault)
        {
            await next(context);
            return;
        }

        if (fault.Delay > TimeSpan.Zero)
        {
            await Task.Delay(fault.Delay, clock, context.RequestAborted);
        }

        if (fault.Until is { } until)
        {
            await until.WaitAsync(context.RequestAborted);
        }

        if (fault.Abort)
        {
            context.Abort();
        }
        else if (fault.StatusCode is { } status)
        {
            await AnswerAsync(context, fault, status);
        }
        else
        {
            await next(context);
        }
    }

    private static Task AnswerAsync(HttpContext context, WorkOsSandboxFault fault, int status)
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in fault.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (fault.Body.Length == 0)
        {
            return Task.CompletedTask;
        }

        context.Response.ContentType = fault.ContentType;
        return context.Response.WriteAsync(fault.Body, context.RequestAborted);
    }
}
