using System.Buffers.Text;

namespace WorkOs.AspNetCore.Tests.AuthKit;

/// <summary>The cookie of a stored session: an id, and the names of up to six marks.</summary>
[Trait("Room", "Cookies")]
public sealed class SessionCookieTextTests
{
    private const string Prefix = "workos:ended:";

    private static readonly string Id = Base64Url.EncodeToString(Enumerable.Range(0, 32).Select(static i => (byte)i).ToArray());

    public static TheoryData<string, string> Foreign => new()
    {
        { "nothing", "" },
        { "one character too few", Id[..42] },
        { "one character more", Id + "A" },
        { "a separator and nothing", Id + "." },
        { "another separator", Id + "-" + Hash('a') },
        { "another separator and all of the rest", Id + "A" + Hash('a') + Hash('b') },
        { "a name that is too short", Id + "." + Hash('a')[1..] },
        { "a name that is too long", Id + "." + Hash('a') + "a" },
        { "seven names", Id + "." + string.Concat(Enumerable.Repeat(Hash('a'), 7)) },
        { "a name that begins with a character of no name", Id + ".:" + Hash('a')[1..] },
        { "a name that ends with a character of no name", Id + "." + Hash('a')[1..] + ":" },
        { "an id that begins with a character of no id", "." + Id[1..] },
        { "an id with padding", Id[..41] + "==" },
        { "an id of spaces", new string(' ', 43) },
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public void What_no_store_has_written_is_no_cookie_of_a_session(string what, string text) =>
        Assert.True(SessionCookieText.TryParse(text) is null, what);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    public void Id_and_names_of_marks_are_read_as_they_were_written(int count)
    {
        var names = Enumerable.Range(0, count).Select(i => Prefix + Hash((char)('a' + i))).ToArray();

        var text = SessionCookieText.Of(Id, names).ToText();
        var parsed = SessionCookieText.TryParse(text)!.Value;

        Assert.Equal(43 + (count == 0 ? 0 : 1 + (count * 22)), text.Length);
        Assert.Equal(Id, parsed.Id);
        Assert.Equal(text, parsed.ToText());
        Assert.Equal(["ticket", .. names], parsed.NamesWith("ticket", Prefix));
        Assert.Equal(["ticket"], parsed.NamesWith("ticket", prefix: null));
    }

    [Fact]
    public void More_marks_than_six_are_looked_up_apart()
    {
        var names = Enumerable.Range(0, 7).Select(i => Prefix + Hash((char)('a' + i))).ToArray();

        Assert.Equal(Id, SessionCookieText.Of(Id, names).ToText());
    }

    [Fact]
    public void What_was_read_together_counts_where_it_is_all_that_is_asked_for()
    {
        byte[] first = [1], second = [2];
        var marks = new ReadMarks(["a", "b"], [first, second]);

        Assert.True(marks.IsOf(["a"]));
        Assert.True(marks.IsOf(["b", "a"]));
        Assert.False(marks.IsOf(["a", "c"]));
        Assert.False(marks.IsOf(["A"]));
        Assert.Same(first, marks.Find("a"));
        Assert.Same(second, marks.Find("b"));
        Assert.Null(marks.Find(null));
    }

    private static string Hash(char character) => new(character, 22);
}
