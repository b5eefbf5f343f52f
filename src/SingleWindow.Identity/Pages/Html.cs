using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace SingleWindow.Identity.Pages;

/// <summary>A piece of HTML. Written as an interpolated string, in which every value is encoded that is not such a piece itself: there is no other way to make one.</summary>
internal readonly struct Html
{
    private readonly string? text;

    private Html(string text) => this.text = text;

    public static Html Of(Writer writer) => new(writer.ToString());

    public static Html Join(IEnumerable<Html> pieces) => new(string.Concat(pieces));

    public override string ToString() => text ?? "";

    [InterpolatedStringHandler]
    internal readonly ref struct Writer
    {
        private readonly StringBuilder built;

        public Writer(int literalLength, int formattedCount) => built = new StringBuilder(literalLength + formattedCount * 16);

        public void AppendLiteral(string literal) => built.Append(literal);

        public void AppendFormatted(Html piece) => built.Append(piece);

        public void AppendFormatted(string? value) => built.Append(HtmlEncoder.Default.Encode(value ?? ""));

        public override string ToString() => built.ToString();
    }
}
