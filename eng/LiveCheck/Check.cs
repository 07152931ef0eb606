using LiveCheck.Asking;
using LiveCheck.Shapes;

namespace LiveCheck;

/// <summary>A documented fact, the request that tests it, and the expected response.</summary>
/// <param name="Id">A short name that is the same in every run.</param>
/// <param name="Fact">The fact.</param>
/// <param name="Source">The source of the fact: a page of WorkOS's documentation, its OpenAPI description, or a report.</param>
/// <param name="Confidence">How certain the fact is.</param>
/// <param name="Ask">The request.</param>
/// <param name="Expected">The expected shape of the response.</param>
internal sealed record Check(string Id, string Fact, string Source, Confidence Confidence, Ask Ask, Expectation Expected)
{
    /// <summary>The values of the response that later requests use, as <c>path=name</c>.</summary>
    public IReadOnlyList<string> Keeps { get; init; } = [];
}
