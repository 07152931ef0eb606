namespace WorkOs.AspNetCore.ArchitectureTests;

/// <summary>The rules find what they are there for.</summary>
public sealed class RulesTests
{
    private static readonly Layout Order = new(["Vocabulary", "Api", ""]);

    [Fact]
    public void A_constant_of_a_folder_below_is_a_reference_against_the_order()
    {
        var project = SourceProject.Of(
        [
            ("Vocabulary/Names.cs", "static class Names { public const string Header = Client.Header; }"),
            ("Api/Client.cs", "static class Client { public const string Header = \"x\"; }"),
        ]);

        var violation = Assert.Single(Rules.FindArrowsAgainstTheOrder(project, Order), line => line.Contains("Client.Header", StringComparison.Ordinal));

        Assert.StartsWith("Vocabulary/Names.cs:1 (Header) uses Client.Header of Api/Client.cs", violation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_along_the_order_is_none()
    {
        var project = SourceProject.Of(
        [
            ("Vocabulary/Names.cs", "static class Names { public const string Header = \"x\"; }"),
            ("Api/Client.cs", "static class Client { public static string Header => Names.Header; }"),
            ("Door.cs", "static class Door { public static string Header => Client.Header + Names.Header; }"),
        ]);

        Assert.Empty(Rules.FindArrowsAgainstTheOrder(project, Order));
        Assert.Empty(Rules.FindCirclesOfFolders(project));
    }

    [Theory]
    [InlineData("class One : Two { }", "class Two { One? _one; }")]
    [InlineData("class One { void Do() => Two.Help(); }", "class Two { public static void Help() => new One(); }")]
    [InlineData("static class One { public static int Of(this Two two) => 1; }", "class Two { int Do() => this.Of(); }")]
    [InlineData("[One] class One : System.Attribute { Two? _two; }", "[One] class Two { }")]
    public void Two_files_that_need_one_another_are_a_circle(string one, string two)
    {
        var project = SourceProject.Of([("Api/One.cs", one), ("Api/Two.cs", two)]);

        Assert.Contains("form a circle", Assert.Single(Rules.FindCirclesOfFiles(project)), StringComparison.Ordinal);
    }

    [Fact]
    public void Three_folders_that_need_one_another_are_a_circle()
    {
        var project = SourceProject.Of(
        [
            ("A/One.cs", "class One { Two? _next; }"), ("B/Two.cs", "class Two { Three? _next; }"), ("C/Three.cs", "class Three { One? _next; }"),
        ]);

        Assert.Contains("A/One.cs:1 (_next) uses Two of B/Two.cs", Assert.Single(Rules.FindCirclesOfFolders(project)), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_events_and_contexts_may_name_one_another()
    {
        var project = SourceProject.Of(
        [
            ("Api/MyOptions.cs", "class MyOptions { MyEvents? _events; }"),
            ("Api/MyEvents.cs", "class MyEvents { void Do(MyContext context) { } }"),
            ("Api/MyContext.cs", "class MyContext { MyOptions? _options; }"),
        ]);

        Assert.Empty(Rules.FindCirclesOfFiles(project));
    }

    [Fact]
    public void A_folder_that_the_order_does_not_list_is_found() =>
        Assert.Equal(["Elsewhere"], Order.FindUnlisted([new SourceFile("Elsewhere/One.cs"), new SourceFile("Api/Two.cs")]));
}
