using SingleWindow.Core.Appeals;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Appeals;

/// <summary>The read model of appeals: which wait for their result, and whose decision they are against.</summary>
internal sealed class AppealIndex(SchemeCatalog schemes) : IProjection
{
    public string Name => "appeals";

    public IReadOnlyList<Type> Follows => [typeof(ApplicationEvent), typeof(PermitEvent)];

    public int Revision => 3;

    public IReadOnlyList<string> Tables => ["appeals", "appealable"];

    public string Schema => """
        CREATE TABLE appealable (stream TEXT PRIMARY KEY, scheme TEXT NOT NULL, authority TEXT, purpose TEXT NOT NULL DEFAULT '');
        CREATE TABLE appeals (
          id TEXT PRIMARY KEY, position BIGINT NOT NULL, application TEXT, permit TEXT, against TEXT NOT NULL, scheme TEXT NOT NULL, authority TEXT NOT NULL, purpose TEXT NOT NULL, made_on TEXT NOT NULL,
          result TEXT, decided_on TEXT);
        CREATE INDEX appeals_by_authority ON appeals (authority, position);
        """;

    public async ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct)
    {
        var stream = happened.Stream.Value;
        switch (happened.Event)
        {
            case ApplicationEvent.Drafted e:
                await views.Execute("INSERT INTO appealable (stream, scheme) VALUES ($1, $2)", stream, e.Scheme);
                break;
            case ApplicationEvent.Submitted e:
                await Pin(e.SchemeVersion, stream, views);
                break;
            case ApplicationEvent.Completed e:
                await Pin(e.SchemeVersion, stream, views);
                break;
            case ApplicationEvent.Decided e:
                await views.Execute("UPDATE appealable SET authority = $2 WHERE stream = $1", stream, e.Authority);
                break;
            case PermitEvent.Granted e when schemes.Find(e.Scheme, e.SchemeVersion) is { } scheme:
                await views.Execute("INSERT INTO appealable (stream, scheme, authority, purpose) VALUES ($1, $2, $3, $4)", stream, e.Scheme, scheme.DecidingStep.Authority, scheme.DecidingStep.Purpose ?? "");
                break;
            case ApplicationEvent.Appealed e:
                await Made(happened, e.Appeal, stream, null, "decision", e.On, views);
                break;
            case PermitEvent.OfAppeal.Appealed e:
                await Made(happened, e.Appeal, null, stream, e.Notice is not null ? "notice" : e.Change is null ? "withdrawal" : "opposition", e.On, views);
                break;
            case ApplicationEvent.AppealDecided e:
                await views.Execute("UPDATE appeals SET result = $2, decided_on = $3 WHERE id = $1", Id(stream, e.Appeal), WireName.Of(e.Result), e.On);
                break;
            case PermitEvent.OfAppeal.Decided e:
                await views.Execute("UPDATE appeals SET result = $2, decided_on = $3 WHERE id = $1", Id(stream, e.Appeal), WireName.Of(e.Result), e.On);
                break;
            default:
                break;
        }
    }

    // Who decides under another purpose of the same authority is another: the wall runs by purpose. A law that this binary does not know gives a purpose that no token carries.
    private async ValueTask Pin(string version, string stream, IViewWriter views)
    {
        string[] ids = [.. schemes.All.Select(scheme => scheme.Id).Distinct()];
        // Not read first: that would be a wait.
        await views.Execute(
            $"UPDATE appealable SET purpose = CASE scheme {string.Join(' ', ids.Select((_, index) => $"WHEN ${2 * index + 2} THEN ${2 * index + 3}"))} ELSE '' END WHERE stream = $1",
            [stream, .. ids.SelectMany(id => new[] { id, (schemes.Find(id, version) ?? schemes.Newest(id))?.DecidingStep.Purpose ?? "" })]);
    }

    private static async ValueTask Made(FeedEvent happened, int number, string? application, string? permit, string against, DateOnly on, IViewWriter views) => await views.Execute("""
        INSERT INTO appeals (id, position, application, permit, against, scheme, authority, purpose, made_on) SELECT $2, $3, $4, $5, $6, scheme, authority, purpose, $7 FROM appealable WHERE stream = $1
        """, happened.Stream.Value, Id(happened.Stream.Value, number), happened.Position, application, permit, against, on);

    private static string Id(string stream, int number) => (EntityId.TryParse<PermitId>(stream, out var permit)
        ? new AppealId(AppealAgainst.Permit, permit.Value, number) : new AppealId(AppealAgainst.Decision, EntityId.Parse<ApplicationId>(stream).Value, number)).ToString();
}
