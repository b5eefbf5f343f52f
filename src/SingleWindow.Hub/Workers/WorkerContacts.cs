using SingleWindow.Core.Applications;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.EventSourcing;

namespace SingleWindow.Hub.Workers;

/// <summary>
/// Keeps a worker reachable past his employer: an address that is the employer's, the representative's, or many workers', is not his own.
/// The refusal never says whose it is.
/// </summary>
internal sealed class WorkerContacts(IGrainFactory grains, IdentityKeys keys)
{
    private static readonly FieldError NotOwn = new("/worker/email", "own-address", "The worker's own address: neither that of who files, nor one that several workers share.");

    /// <summary>Claims the address in a form for the worker, before the application is filed. Null: it is his.</summary>
    public async Task<Problem?> Claim(PersonForm person, WorkerId worker, Application app, CommandContext context, CancellationToken ct)
    {
        if (person.Email is not { } email) return null;
        var key = await keys.OfMailbox(email, ct);
        // Whoever files, and whoever files for him: an agency's address is no more the worker's than the employer's.
        foreach (var filer in new[] { app.Employer.ToString(), context.Actor.Representation?.Representative }.OfType<string>())
            if ((await grains.GetGrain<IEmployerGrain>(filer).Contact(ct)).Value?.Key == key) return WorkerProblems.ContactNotOwn.At(NotOwn);
        // Each try is a command of its own: after a release the same one would be taken for a repetition, and claim nothing.
        var claimed = await Contact(key).Handle(new ContactCommand.Claim(worker, app.Id.ToString()), context.Part($"contact/{worker}/{Guid.CreateVersion7()}"), ct);
        return claimed.Problem?.Code == WorkerProblems.ContactNotOwn.Code ? claimed.Problem.At(NotOwn) : claimed.Problem;
    }

    /// <summary>The application was not filed after all.</summary>
    public async Task Release(PersonForm person, WorkerId worker, Application app, CommandContext context, CancellationToken ct)
    {
        if (person.Email is { } email)
            await Contact(await keys.OfMailbox(email, ct)).Handle(new ContactCommand.Release(worker, app.Id.ToString()), context.Part($"contact-release/{worker}/{Guid.CreateVersion7()}"), ct);
    }

    private IContactGrain Contact(string key) => grains.GetGrain<IContactGrain>($"cnt_{key}");
}
