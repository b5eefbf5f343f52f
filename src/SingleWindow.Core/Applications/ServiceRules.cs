using SingleWindow.Core.Appeals;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>How a decision is served on each side: by its first reading through the hub, before it would count as served anyway.</summary>
internal static class ServiceRules
{
    public static Decision<ApplicationEvent> Serve(Application app, CommandContext context, Scheme scheme)
    {
        if (app.SideOf(context.Actor) is not { } side) return ApplicationProblems.Unknown;
        if (app.Decision is not { } decision) return ApplicationProblems.NoDecision;
        var today = scheme.DayOf(context.At);
        return decision.ServedOn(side) is not null || today >= Service.Latest(decision.On) ? Decision<ApplicationEvent>.Nothing : new ApplicationEvent.Served(side, today, Service.AppealUntil(scheme, today), context.At);
    }
}
