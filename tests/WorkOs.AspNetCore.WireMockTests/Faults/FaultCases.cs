namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>
/// Everything that can go wrong between the app and WorkOS. Each case is a file in <c>mappings/faults</c>, which any
/// endpoint can have; the code is the failure of a token request that met it.
/// </summary>
public static class FaultCases
{
    private const string Rejected = WorkOsFailureCodes.TokenExchangeRejected;
    private const string Unavailable = WorkOsFailureCodes.TokenExchangeUnavailable;
    private const string Invalid = WorkOsFailureCodes.TokenResponseInvalid;

    /// <summary>The answer that the other files spoil.</summary>
    public const string None = "none";

    public static TheoryData<string, string> All => new()
    {
        // The connection
        { "reset", Unavailable },
        { "empty-reply", Unavailable },
        { "garbage", Unavailable },
        { "garbage-after-status", Unavailable },

        // Another place
        { "redirect-301", Invalid },
        { "redirect-302", Invalid },
        { "redirect-303", Invalid },
        { "redirect-307", Invalid },
        { "redirect-308", Invalid },

        // A refusal
        { "400-oauth", Rejected },
        { "400-plain", Rejected },
        { "400-message", Rejected },
        { "400-html", Rejected },
        { "401", Rejected },
        { "403", Rejected },
        { "404", Rejected },
        { "422", Rejected },

        // Not now
        { "408", Unavailable },
        { "429", Unavailable },
        { "429-date", Unavailable },
        { "429-nonsense", Unavailable },
        { "500", Unavailable },
        { "500-html", Unavailable },
        { "500-good-answer", Unavailable },
        { "502-html", Unavailable },
        { "503-html", Unavailable },

        // Not JSON
        { "200-html", Invalid },
        { "204", Invalid },
        { "empty-body", Invalid },
        { "truncated", Invalid },
        { "two-answers", Invalid },
        { "comment", Invalid },
        { "trailing-comma", Invalid },

        // Not an object
        { "array", Invalid },
        { "null", Invalid },
        { "string", Invalid },

        // JSON that two readers would read differently
        { "duplicate-keys", Invalid },
        { "duplicate-keys-escaped", Invalid },
        { "duplicate-keys-inside", Invalid },
        { "lone-surrogate", Invalid },
        { "lone-surrogate-in-key", Invalid },
        { "lone-surrogate-deep", Invalid },

        // Other types than promised
        { "numbers", WorkOsFailureCodes.ProfileMissing },
        { "strings", WorkOsFailureCodes.ProfileMissing },

        // Too much
        { "ten-megabytes", Invalid },
        { "ten-megabytes-announced", Invalid },
        { "deep-nesting", Invalid },
        { "gzip-bomb", Invalid },

        // Not UTF-8
        { "utf-16", Invalid },
        { "utf-16-undeclared", Invalid },
        { "latin-1", Invalid },
        { "latin-1-undeclared", Invalid },
        { "overlong", Invalid },
        { "byte-order-mark", Invalid },
        { "gzip", Invalid },
    };

    /// <summary>The same for a token request of AuthKit, where an answer without a person is no answer.</summary>
    public static TheoryData<string, string> OfAuthKit
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var row in All)
            {
                cases.Add((string)row[0], (string)row[1] == WorkOsFailureCodes.ProfileMissing ? Invalid : (string)row[1]);
            }

            return cases;
        }
    }

    /// <summary>Whether WorkOS blames the code, which is a Warning, because any client can send a forged one.</summary>
    public static bool BlamesTheCode(string fault) => fault is "400-oauth" or "400-plain" or "400-message" or "403" or "422";

    /// <summary>Those that say of a refresh token that it is spent: the session is over, or somebody else was faster.</summary>
    public static IReadOnlyList<string> OfASpentToken { get; } = ["400-oauth"];

    /// <summary>Those that say nothing about the session whose refresh met them.</summary>
    public static TheoryData<string> SpareASession => new(All.Select(row => (string)row[0]).Except(OfASpentToken));

    public static TheoryData<string> Names => new(All.Select(row => (string)row[0]));
}
