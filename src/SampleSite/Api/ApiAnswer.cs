using Microsoft.AspNetCore.WebUtilities;

namespace SampleSite.Api;

/// <summary>The response of the API to a call.</summary>
public sealed record ApiAnswer(int Status)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    public string Phrase => ReasonPhrases.GetReasonPhrase(Status);
}
