using LiveCheck.Asking;
using LiveCheck.Shapes;

namespace LiveCheck;

/// <summary>One stated fact, the request that asks for it, and the answer that would agree.</summary>
/// <param name="Id">A short name, the same in every run.</param>
/// <param name="Fact">What is stated.</param>
/// <param name="Source">Where it is from: a page of WorkOS's documentation, its OpenAPI description, or what others reported.</param>
/// <param name="Confidence">How much is known of it.</param>
/// <param name="Ask">The request.</param>
/// <param name="Expected">The shape of the answer.</param>
internal sealed record Check(string Id, string Fact, string Source, Confidence Confidence, Ask Ask, Expectation Expected)
{
    /// <summary>What later requests need of the answer, <c>path=name</c>.</summary>
    public IReadOnlyList<string> Keeps { get; init; } = [];
}
