using Microsoft.AspNetCore.Http;

namespace SingleWindow.Identity.Pages;

/// <summary>A page for people: works without a script unless it names one, and says what is wrong on top, with links to where it is.</summary>
internal sealed class Page(string title, Html content, IReadOnlyList<Fault>? faults = null) : IResult
{
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>The one file of ours that may run in it.</summary>
    public string? Script { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = faults is { Count: > 0 } ? StatusCodes.Status422UnprocessableEntity : Status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'self';{(Script is null ? "" : " script-src 'self';")} base-uri 'none'; frame-ancestors 'none'; form-action 'self'{await FormTargets.Of(httpContext)}";
        await response.WriteAsync(Document().ToString(), httpContext.RequestAborted);
    }

    private Html Document() => Html.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{(faults is { Count: > 0 } ? "Error: " : "")}{title} – SingleWindow</title>
        <link rel="stylesheet" href="/account/style.css">{(Script is null ? default : Html.Of($"""<script src="/account/{Script}" defer></script>"""))}
        </head>
        <body>
        <header><p>SingleWindow</p></header>
        <main>
        {Summary()}<h1>{title}</h1>
        {content}
        </main>
        </body>
        </html>

        """);

    private Html Summary() => faults is not { Count: > 0 } ? default : Html.Of($"""
        <div class="faults" role="alert" tabindex="-1" aria-labelledby="faults">
        <h2 id="faults">There is a problem</h2>
        <ul>{Html.Join(faults.Select(fault => Html.Of($"""<li><a href="#{fault.Field}">{fault.Text}</a></li>""")))}</ul>
        </div>

        """);
}

/// <summary>What is wrong with what somebody wrote into a field.</summary>
internal sealed record Fault(string Field, string Text);
