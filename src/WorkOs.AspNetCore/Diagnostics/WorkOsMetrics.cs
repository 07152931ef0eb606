using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace WorkOs.AspNetCore;

/// <summary>Counts sign-ins by result. Tags have the names that the framework's authentication metrics use.</summary>
internal sealed class WorkOsMetrics
{
    public const string MeterName = "WorkOs.AspNetCore";
    private const string SchemeTag = "aspnetcore.authentication.scheme";
    private const string ResultTag = "workos.result";
    private const string ReasonTag = "workos.reason";

    // The factory owns it.
    private readonly Meter _meter;
    private readonly Counter<long> _signIns;
    private readonly Counter<long> _restarts;
    private readonly Counter<long> _apiKeyValidations;

    public WorkOsMetrics(IMeterFactory factory)
    {
        _meter = factory.Create(MeterName);
        _signIns = _meter.CreateCounter<long>("workos.sign_ins", "{sign_in}", "Completed sign-ins, by result.");
        _restarts = _meter.CreateCounter<long>("workos.restarts", "{restart}", "Sign-ins that were restarted, by reason.");
        _apiKeyValidations = _meter.CreateCounter<long>("workos.api_key_validations", "{validation}", "API keys that WorkOS was asked about, by result.");
    }

    public void SignedIn(string scheme) => Count(_signIns, scheme, ResultTag, "success");

    public void SignInFailed(string scheme, string code) => Count(_signIns, scheme, ResultTag, code);

    public void Restarted(string scheme, string reason) => Count(_restarts, scheme, ReasonTag, reason);

    public void ApiKeyValidated(string scheme, string result) => Count(_apiKeyValidations, scheme, ResultTag, result);

    private static void Count(Counter<long> counter, string scheme, string tag, string value) =>
        counter.Add(1, new TagList { { SchemeTag, scheme }, { tag, value } });
}
