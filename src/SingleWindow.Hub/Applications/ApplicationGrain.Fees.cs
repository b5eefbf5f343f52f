using SingleWindow.Core.Applications;
using SingleWindow.Core.Fees;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Applications;

/// <summary>What an application does about fees.</summary>
internal sealed partial class ApplicationGrain
{
    public async Task<Outcome<Versioned<FeesView>>> Fees(CommandContext context, CancellationToken ct) =>
        Owns(await Standing(context.Actor, ct)) ? new Versioned<FeesView>(FeesOf(State, context.At), Version) : ApplicationProblems.Unknown;

    public async Task<Outcome<Versioned<FeesView>>> HandlePayment(ApplicationCommand command, CommandContext context, CancellationToken ct)
    {
        context = await Standing(context, ct);
        // What is refused, or was said before, claims nothing; what is claimed and then not written stays this application's, and can be reported again.
        if (command is ApplicationCommand.ReportPayment report && !IsStale(context) && Application.Decide(State, command, context, schemes) is { Problem: null, Events.Count: > 0 }
            && await banks.Claim(report.BankReference, State.Id, context, ct) is { } taken) return taken;
        return await Run(app => Application.Decide(app, command, context, schemes), app => FeesOf(app, context.At), context, ct);
    }

    // A reader sees the version that the next step would be judged by.
    private FeesView FeesOf(Application app, DateTimeOffset at) => app.FeesView(app.FeeLaw(at, schemes)!);
}
