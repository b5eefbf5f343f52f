using SingleWindow.Core.Applications;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Applications;

/// <summary>The read model of appeals: which wait for their result, and whose decision they are against.</summary>
internal sealed class AppealIndex : IProjection
{
    public string Name => "appeals";

    public int Revision => 1;

    public IReadOnlyList<string> Tables => ["appeals", "appealable"];

    public string Schema => """
        CREATE TABLE appealable (application TEXT PRIMARY KEY, scheme TEXT NOT NULL, authority TEXT);
        CREATE TABLE appeals (id TEXT PRIMARY KEY, application TEXT NOT NULL, scheme TEXT NOT NULL, authority TEXT NOT NULL, made_on TEXT NOT NULL, result TEXT, decided_on TEXT);
        CREATE INDEX appeals_by_authority ON appeals (authority, id);
        """;

    public async ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct)
    {
        var app = happened.Stream.Value;
        switch (happened.Event)
        {
            case ApplicationEvent.Drafted e:
                await views.Execute("INSERT INTO appealable (application, scheme) VALUES ($1, $2)", app, e.Scheme);
                break;
            case ApplicationEvent.Decided e:
                await views.Execute("UPDATE appealable SET authority = $2 WHERE application = $1", app, e.Authority);
                break;
            case ApplicationEvent.Appealed e:
                await views.Execute("""
                    INSERT INTO appeals (id, application, scheme, authority, made_on) SELECT $2, $1, scheme, authority, $3 FROM appealable WHERE application = $1
                    """, app, Id(app, e.Appeal), e.On);
                break;
            case ApplicationEvent.AppealDecided e:
                await views.Execute("UPDATE appeals SET result = $2, decided_on = $3 WHERE id = $1", Id(app, e.Appeal), WireName.Of(e.Result), e.On);
                break;
            default:
                break;
        }
    }

    private static string Id(string app, int number) => new AppealId(EntityId.Parse<ApplicationId>(app), number).ToString();
}
