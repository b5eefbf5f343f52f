using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Quotas;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Quotas;

/// <summary>How large a quota is in a year.</summary>
/// <param name="Year">Calendar year, 2025 to 2100.</param>
/// <param name="Size">How many places, 0 to 1,000,000.</param>
/// <param name="PerEmployerMax">How many of them one employer may hold; absent: no cap.</param>
public sealed record QuotaBody(int? Year, int? Size, int? PerEmployerMax = null);

/// <summary>Operators write what the regulation of the year says, and see how far the places have gone.</summary>
internal static class QuotaEndpoints
{
    public static void MapQuotas(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/quotas").WithTags("Operators").Only("operator", "operators see to every quota");
        group.MapGet("", List).Reads<Page<QuotaView>>("listQuotas", "List the quotas of a year, whole; of this year when none is named");
        group.MapGet("{id}", Read).Reads<QuotaView>("readQuota", "Read a quota book of a year; of this year when none is named");
        group.MapPut("{id}", Set).Does<QuotaBody, QuotaView>("setQuota", "Set size and cap of a year; a larger quota lets those that wait in at once").Refuses(412, 428);
    }

    private static async Task<IResult> List(int? year, Api api, QuotaDirectory quotas, CancellationToken ct)
    {
        if (!IsYear(year)) return BadYear();
        var books = await Task.WhenAll(quotas.Ids.Select(id => Open(api, quotas.Book(id, year)).Read(quotas.Unset(id)!, ct)));
        return Api.Ok<Page<QuotaView>>(new Page<QuotaView>([.. books.Select(book => book.Value!.View)], null));
    }

    private static async Task<IResult> Read(string id, int? year, Api api, QuotaDirectory quotas, CancellationToken ct)
    {
        if (quotas.Unset(id) is not { } unset) return QuotaProblems.Unknown.Result();
        return IsYear(year) ? api.Ok(await Open(api, quotas.Book(id, year)).Read(unset, ct)) : BadYear();
    }

    private static async Task<IResult> Set(string id, Api api, QuotaDirectory quotas, CancellationToken ct)
    {
        if (quotas.Unset(id) is null) return QuotaProblems.Unknown.Result();
        return await api.Change<QuotaBody>(async (body, context) =>
        {
            var errors = new FieldErrors();
            errors.Require(body.Year is not null && IsYear(body.Year), "/year", "range", "A year from 2025 to 2100.");
            errors.Require(body.Size is >= 0 and <= 1_000_000, "/size", "range", "0 to 1,000,000.");
            errors.Require(body.PerEmployerMax is null or (>= 1 and <= 1_000_000), "/perEmployerMax", "range", "1 to 1,000,000, or nothing.");
            if (!errors.IsEmpty) return QuotaProblems.Invalid.At(errors.All).Result();
            return api.Ok(await Open(api, quotas.Book(id, body.Year)).Handle(new QuotaCommand.Set(new(body.Size, body.PerEmployerMax)), context, ct));
        });
    }

    private static IQuotaGrain Open(Api api, QuotaKey book) => api.Grains.GetGrain<IQuotaGrain>(book.ToString());

    private static bool IsYear(int? year) => year is null or (>= 2025 and <= 2100);

    private static IResult BadYear() => CommandProblems.BadQuery.Because("year lies between 2025 and 2100").Result();
}
