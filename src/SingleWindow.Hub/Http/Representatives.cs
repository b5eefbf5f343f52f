using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using SingleWindow.Core.Audit;
using SingleWindow.Core.Mandates;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Audit;
using SingleWindow.Hub.Callers;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Http;

/// <summary>
/// Lets a caller act for the party that <c>SW-On-Behalf-Of</c> names. The book of mandates is asked at every request, on every node: a mandate that was
/// revoked a moment ago is none. From here on the caller is that party, for ownership, lists, cursors and idempotency keys alike.
/// </summary>
internal static class Representatives
{
    public static void UseRepresentatives(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.Request.Headers.ContainsKey(OnBehalf.Header) && http.GetEndpoint() is not null && await Represent(http) is { } refused) await refused.Result().ExecuteAsync(http);
        else await next(http);
    });

    /// <summary>Asks again, when something was written meanwhile. Null: nobody is represented, or the right holds as it is now.</summary>
    public static async Task<Problem?> Again(HttpContext http)
    {
        if (http.User is not RepresentingPrincipal representing) return null;
        var on = http.GetEndpoint()!.Metadata.GetMetadata<OnBehalf>()!;
        if (await Ask(http, representing.Principal, representing.Right.Representative, on.Act) is not { } right) return on.Stranger;
        http.User = new RepresentingPrincipal(representing, representing.Principal, right);
        return null;
    }

    /// <summary>Runs a command once more when something was written meanwhile, if the right still holds; the command id makes that safe.</summary>
    public static async Task<Outcome<T>> Twice<T>(HttpContext http, CommandContext context, Func<CommandContext, Task<Outcome<T>>> run) where T : class
    {
        try
        {
            return await run(context);
        }
        catch (InconsistentStateException)
        {
            // The activation was stale and is gone, or the mandates have changed.
            return await Again(http) is { } refused ? refused : await run(context with { Actor = Caller.Of(http.User).Actor });
        }
    }

    private static async Task<Problem?> Represent(HttpContext http)
    {
        if (http.GetEndpoint()!.Metadata.GetMetadata<OnBehalf>() is not { } on) return MandateProblems.NotForOthers;
        var caller = Caller.Of(http.User);
        if (http.Request.Headers[OnBehalf.Header] is not [{ } principal] || !MandateId.MayGive(principal)) return on.Stranger;
        if (await Ask(http, principal, caller.Party, on.Act) is not { } right) return on.Stranger;
        http.User = new RepresentingPrincipal(http.User, principal, right);
        await Record(http);
        return null;
    }

    private static async Task<Representation?> Ask(HttpContext http, string principal, string representative, string act)
    {
        var switches = http.RequestServices.GetRequiredService<SwitchBook>();
        if (switches.Refuses(principal) || switches.Refuses(http.User)) return null;
        var now = http.RequestServices.GetRequiredService<LegalClock>().Now;
        if (await OtherSide.Has(http.RequestServices.GetRequiredService<IViewStore>(), principal, representative, now, http.RequestAborted)) return null;
        var book = http.RequestServices.GetRequiredService<IGrainFactory>().GetGrain<IMandateBookGrain>(MandateId.BookOf(principal));
        return (await book.Allows(representative, act, now, http.RequestAborted)).Value;
    }

    // Durable before anything is shown or done: the represented party can be told who looked, and who did what in its name.
    private static Task Record(HttpContext http)
    {
        var (endpoint, now) = ((RouteEndpoint)http.GetEndpoint()!, http.RequestServices.GetRequiredService<LegalClock>().Now);
        var caller = Caller.Of(http.User);
        var payload = JsonSerializer.Serialize(new { operation = endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName, values = http.Request.RouteValues.ToDictionary(value => value.Key, value => $"{value.Value}") });
        var act = new AuditAct(AuditLog.NewXid(now), "mandate.used", now, caller.Actor, null, string.Join(' ', caller.Representation!.Mandates), [], "allowed", payload);
        return http.RequestServices.GetRequiredService<AuditLog>().Record(act, caller.Party, http.RequestAborted);
    }
}
