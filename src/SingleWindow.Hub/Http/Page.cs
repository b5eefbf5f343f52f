using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Http;

/// <summary>One page of a list.</summary>
/// <param name="Items">The rows.</param>
/// <param name="Next">Cursor of the next page; absent on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Serves read models in pages.</summary>
internal static class Paging
{
    public const int MaxLimit = 200;
    public const int DefaultLimit = 50;

    /// <summary>A page of a query.</summary>
    /// <param name="http">The request; its path, filters and caller bind the cursor.</param>
    /// <param name="after">The caller's cursor.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="sql">Makes the query from the place after which to begin; it must order by that place and take one row more than the limit.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="place">The place of a row.</param>
    public static Task<IResult> Page<T>(
        HttpContext http, string? after, int? limit, Func<string?, int, (string Sql, object?[] Parameters)> sql, Func<ViewRow, T> read, Func<T, string> place) =>
        Page(http, after, limit, sql, read, place, row => row);

    /// <summary>A page of a query whose place is not shown.</summary>
    public static async Task<IResult> Page<TRow, T>(
        HttpContext http, string? after, int? limit, Func<string?, int, (string Sql, object?[] Parameters)> sql, Func<ViewRow, TRow> read, Func<TRow, string> place, Func<TRow, T> show)
    {
        var views = http.RequestServices.GetRequiredService<IViewStore>();
        return await Page(http, after, limit, (from, take) => sql(from, take) is var (text, parameters) ? views.Query(text, read, parameters, http.RequestAborted) : default, place, show);
    }

    /// <summary>A page of what is read elsewhere.</summary>
    /// <param name="http">The request; its path, filters and caller bind the cursor.</param>
    /// <param name="after">The caller's cursor.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="read">Reads from behind a place, in its order, as many as it is told.</param>
    /// <param name="place">The place of a row.</param>
    public static Task<IResult> Page<T>(HttpContext http, string? after, int? limit, Func<string?, int, ValueTask<IReadOnlyList<T>>> read, Func<T, string> place) =>
        Page(http, after, limit, read, place, row => row);

    private static async Task<IResult> Page<TRow, T>(HttpContext http, string? after, int? limit, Func<string?, int, ValueTask<IReadOnlyList<TRow>>> read, Func<TRow, string> place, Func<TRow, T> show)
    {
        var ct = http.RequestAborted;
        if (limit is < 1 or > MaxLimit) return CommandProblems.BadQuery.Because($"limit lies between 1 and {MaxLimit}").Result();
        var cursors = http.RequestServices.GetRequiredService<Cursors>();
        var list = ListOf(http);
        string? from = null;
        if (after is not null && (from = await cursors.Place(list, after, ct)) is null) return CommandProblems.BadCursor.Result();
        var size = limit ?? DefaultLimit;
        var rows = await read(from, size + 1);
        var page = rows.Take(size).ToArray();
        return TypedResults.Json(new Page<T>([.. page.Select(show)], rows.Count > size ? await cursors.After(list, place(page[^1]), ct) : null), WireJson.Out);
    }

    private static string ListOf(HttpContext http)
    {
        var caller = Caller.Of(http.User);
        var filters = http.Request.Query.Where(pair => pair.Key is not ("after" or "limit")).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}");
        return $"{caller.Name}|{caller.Unit}|{http.Request.Path}|{string.Join('&', filters)}";
    }
}
