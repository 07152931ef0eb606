using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace WorkOs.AspNetCore.Testing;

/// <summary>HTML markup. Values that are inserted are encoded, unless they are markup.</summary>
internal readonly record struct Html(string Markup)
{
    public static Html Empty { get; } = new("");

    public static Html Of(Builder builder) => new(builder.ToString());

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part.Markup)));

    public override string ToString() => Markup;

    [InterpolatedStringHandler]
    internal readonly struct Builder
    {
        private readonly StringBuilder _text;

        public Builder(int literalLength, int formattedCount) => _text = new(literalLength + (formattedCount * 16));

        public void AppendLiteral(string value) => _text.Append(value);

        public void AppendFormatted(Html value) => _text.Append(value.Markup);

        public void AppendFormatted(string? value) => _text.Append(value is null ? null : HtmlEncoder.Default.Encode(value));

        public override string ToString() => _text.ToString();
    }
}
