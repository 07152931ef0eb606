namespace SampleSite.Tests.Hosting;

/// <summary>A site of its own for each test, stopped after it.</summary>
public abstract class SiteTest : IAsyncLifetime
{
    private protected SiteTest()
        : this(new SampleFactory())
    {
    }

    private protected SiteTest(SampleFactory site) => Site = site;

    private protected SampleFactory Site { get; }

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public virtual async Task DisposeAsync() => await Site.DisposeAsync();
}
