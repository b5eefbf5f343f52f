using SingleWindow.Core.Applications;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Eligibility;

/// <summary>The read model of how long decisions took: from completeness to the first decision. Nothing in it is personal.</summary>
internal sealed class DecisionTimes : IProjection
{
    public string Name => "decision-times";

    public IReadOnlyList<Type> Follows => [typeof(ApplicationEvent.Drafted), typeof(ApplicationEvent.Completed), typeof(ApplicationEvent.Decided)];

    public int Revision => 1;

    public IReadOnlyList<string> Tables => ["decision_times"];

    public string Schema => """
        CREATE TABLE decision_times (application TEXT PRIMARY KEY, scheme TEXT NOT NULL, complete_on TEXT, decided_on TEXT);
        CREATE INDEX decision_times_by_day ON decision_times (decided_on);
        """;

    public async ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct)
    {
        var app = happened.Stream.Value;
        await (happened.Event switch
        {
            ApplicationEvent.Drafted e => views.Execute("INSERT INTO decision_times (application, scheme) VALUES ($1, $2)", app, e.Scheme),
            ApplicationEvent.Completed e => views.Execute("UPDATE decision_times SET complete_on = $2 WHERE application = $1", app, e.On),
            // After an appeal it is decided again; that is another time.
            ApplicationEvent.Decided e => views.Execute("UPDATE decision_times SET decided_on = $2 WHERE application = $1 AND decided_on IS NULL", app, e.On),
            _ => ValueTask.CompletedTask,
        });
    }
}
