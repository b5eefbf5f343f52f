using SingleWindow.Core.Applications;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Applications;

/// <summary>How the worker is invited.</summary>
internal sealed partial class ApplicationGrain
{
    public async Task<Outcome<Versioned<InvitationView>>> Invite(CommandContext context, CancellationToken ct)
    {
        var (code, key) = await invitations.Make(context.Id, ct);
        return await Run(app => Application.Decide(app, new ApplicationCommand.Invite(key), context, schemes), app => new InvitationView(app.Id, code, app.Invitation!.Until), context, ct);
    }

    // The code knows its application from the moment in which the application knows the code.
    private async ValueTask<StreamAppend> Issued(ApplicationEvent.OfWorker.WorkerInvited invited, Application after, CancellationToken ct)
    {
        var stream = new StreamId(InvitationDesk.StreamOf(invited.Code));
        return new(stream, 0, [await Format.Write(new InvitationEvent.Issued(after.Id, invited.At), stream, 1, default, ct)]);
    }
}
