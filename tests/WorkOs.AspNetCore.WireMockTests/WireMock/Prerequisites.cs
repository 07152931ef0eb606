using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.WireMockTests;

internal static class Prerequisites
{
    public static Prerequisite WireMock { get; } = new(FindMissing);

    private static string? FindMissing() =>
        TestFolder.WireMockJar is null ? "WireMock is not installed: run 'npm ci --prefix tests/WorkOs.AspNetCore.WireMockTests'."
        : !Prerequisite.Runs("java", "-version") ? "There is no Java on the PATH: WireMock needs a Java 17 runtime."
        : null;
}
