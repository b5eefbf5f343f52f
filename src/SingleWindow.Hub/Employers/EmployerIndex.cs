using SingleWindow.Core.Employers;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Employers;

/// <summary>The read model of employers. Legal persons are no data subjects: names stand here in clear.</summary>
internal sealed class EmployerIndex : IProjection
{
    public string Name => "employers";

    public IReadOnlyList<Type> Follows => [typeof(EmployerEvent.Registered)];

    public int Revision => 1;

    public IReadOnlyList<string> Tables => ["employers"];

    public string Schema => "CREATE TABLE employers (id TEXT PRIMARY KEY, registry_code TEXT NOT NULL, country TEXT NOT NULL, name TEXT NOT NULL);";

    public async ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct)
    {
        if (happened.Event is EmployerEvent.Registered e)
            await views.Execute("INSERT INTO employers (id, registry_code, country, name) VALUES ($1, $2, $3, $4)", e.Employer.ToString(), e.RegistryCode, e.Country, e.Name);
    }
}
