using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Eligibility;
using SingleWindow.Core.Quotas;
using SingleWindow.Core.Schemes;
using SingleWindow.Hub.Http;
using SingleWindow.Hub.Quotas;

namespace SingleWindow.Hub.Eligibility;

/// <summary>Anybody may ask which schemes fit. Nothing of the question is stored, and nothing is changed: no key is needed.</summary>
internal static class EligibilityEndpoints
{
    public static void MapEligibility(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/eligibility", Ask).WithTags("Schemes").Public().Asks<EligibilityQuestion, EligibilityAnswer>("askEligibility", "Ask every scheme whether it fits, why or why not, and what it will want").Seldom("eligibility", 5);

    private static Task<IResult> Ask(Api api, SchemeCatalog schemes, QuotaDirectory quotas, DecisionMedians medians, CancellationToken ct) => api.Ask<EligibilityQuestion>(async question =>
    {
        var counted = schemes.Taking(api.Now).Select(scheme => scheme.Quota?.Id).OfType<string>().Distinct();
        var books = await Task.WhenAll(counted.Select(id => api.Grains.GetGrain<IQuotaGrain>(quotas.Book(id, null).ToString()).Read(quotas.Unset(id)!, ct)));
        return Api.Ok(EligibilityRules.Judge(question, schemes, new([.. books.Select(book => book.Value!.View)], await medians.Of(api.Now, ct)), api.Now));
    });
}
