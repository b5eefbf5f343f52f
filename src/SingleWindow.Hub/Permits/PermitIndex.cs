using SingleWindow.Core.Permits;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Permits;

/// <summary>The read model of permits.</summary>
internal sealed class PermitIndex : IProjection
{
    public string Name => "permits";

    public int Revision => 1;

    public IReadOnlyList<string> Tables => ["permits"];

    public string Schema => """
        CREATE TABLE permits (id TEXT PRIMARY KEY, employer TEXT NOT NULL, holder TEXT NOT NULL, scheme TEXT NOT NULL, application TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL);
        CREATE INDEX permits_by_employer ON permits (employer, valid_to, id);
        CREATE INDEX permits_by_holder ON permits (holder, valid_to, id);
        """;

    public async ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct)
    {
        if (happened.Event is PermitEvent.Granted e)
            await views.Execute(
                "INSERT INTO permits (id, employer, holder, scheme, application, valid_from, valid_to) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                e.Permit.ToString(), e.Employer.ToString(), e.Holder.ToString(), e.Scheme, e.Application.ToString(), e.ValidFrom, e.ValidTo);
    }
}
