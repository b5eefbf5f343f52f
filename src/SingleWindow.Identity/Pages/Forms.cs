using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace SingleWindow.Identity.Pages;

/// <summary>A field with a label.</summary>
internal sealed record Field(string Name, string Label, string AutoComplete, string Type = "text", string? Value = null, string? Hint = null)
{
    /// <summary>The fields of a code that is typed off.</summary>
    public static Field Code(string label, string? hint = null) => new("code", label, "one-time-code", Hint: hint);

    public Html Write(Fault? fault)
    {
        var about = string.Join(' ', new[] { Hint is null ? null : $"{Name}-hint", fault is null ? null : $"{Name}-fault" }.OfType<string>());
        return Html.Of($"""
            <div class="field">
            <label for="{Name}">{Label}</label>
            {(Hint is null ? default : Html.Of($"""<p class="hint" id="{Name}-hint">{Hint}</p>"""))}{(fault is null ? default : Html.Of($"""<p class="fault" id="{Name}-fault">{fault.Text}</p>"""))}
            <input id="{Name}" name="{Name}" type="{Type}" value="{Value}" autocomplete="{AutoComplete}" autocapitalize="none" spellcheck="false" required{(fault is null ? default : Html.Of($" aria-invalid=\"true\""))}{(about.Length == 0 ? default : Html.Of($" aria-describedby=\"{about}\""))}>
            </div>

            """);
    }
}

internal static class Forms
{
    /// <summary>A form that posts, with what proves that it is ours.</summary>
    public static Html Form(HttpContext http, string action, string button, Html content, params (string Name, string Value)[] hidden)
    {
        var token = http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http);
        (string Name, string? Value)[] all = [(token.FormFieldName, token.RequestToken), .. hidden];
        // The server says what is wrong, in one way for all browsers.
        return Html.Of($"""
            <form method="post" action="{action}" novalidate>
            {Html.Join(all.Select(one => Html.Of($"""<input type="hidden" name="{one.Name}" value="{one.Value}">""")))}
            {content}<button type="submit">{button}</button>
            </form>

            """);
    }

    public static Html Form(HttpContext http, string action, string button, IReadOnlyList<Field> fields, IReadOnlyList<Fault>? faults = null, params (string Name, string Value)[] hidden) =>
        Form(http, action, button, Html.Join(fields.Select(field => field.Write(faults?.FirstOrDefault(fault => fault.Field == field.Name)))), hidden);

    /// <summary>What was written into a field of the form that was posted.</summary>
    public static string Posted(this HttpContext http, string name) => http.Request.Form[name].ToString();

    /// <summary>The same on a page that is shown as well; null when nothing was posted. The body of anything but a POST is not read: reading it would hold a thread.</summary>
    public static string? Sent(this HttpContext http, string name) => HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType ? http.Posted(name) : null;

    /// <summary>Where the person goes afterwards, as a hidden field.</summary>
    public static (string Name, string Value) Return(this HttpContext http) => (SafeReturn.Field, http.Back());

    /// <summary>Where the person goes afterwards.</summary>
    public static string Back(this HttpContext http) =>
        SafeReturn.Of(http.Sent(SafeReturn.Field) ?? http.Request.Query[SafeReturn.Field].ToString());
}
