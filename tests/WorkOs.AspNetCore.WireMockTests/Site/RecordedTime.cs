using WorkOs.AspNetCore.Tests.Infrastructure;

namespace WorkOs.AspNetCore.WireMockTests;

/// <summary>The time of the recorded access tokens.</summary>
internal static class RecordedTime
{
    /// <summary>The life of the access token that a session starts with.</summary>
    public static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(5);

    // Far ahead, because the cookies of a browser expire by real time.
    private static readonly DateTimeOffset Start = new(2040, 1, 15, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A clock that stands where every recorded access token was issued.</summary>
    public static FakeClock NewClock() => new(Start);
}
