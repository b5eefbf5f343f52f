using SingleWindow.Core.Mandates;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Mandates;

/// <summary>The read model of mandates, for both sides. Nobody acts by it: whether a mandate holds is asked of its book.</summary>
internal sealed class MandateIndex : IProjection
{
    public string Name => "mandates";

    public IReadOnlyList<Type> Follows => [typeof(MandateEvent)];

    public int Revision => 1;

    public IReadOnlyList<string> Tables => ["mandates"];

    public string Schema => """
        CREATE TABLE mandates (
          id TEXT PRIMARY KEY, principal TEXT NOT NULL, representative TEXT NOT NULL, may TEXT NOT NULL, schemes TEXT, valid_from TEXT NOT NULL, valid_until TEXT NOT NULL,
          given_at BIGINT NOT NULL, ended_at BIGINT, ended TEXT, place TEXT NOT NULL);
        CREATE INDEX mandates_by_principal ON mandates (principal, place);
        CREATE INDEX mandates_by_representative ON mandates (representative, place);
        """;

    public async ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct) => await (happened.Event switch
    {
        MandateEvent.Given e => views.Execute(
            "INSERT INTO mandates (id, principal, representative, may, schemes, valid_from, valid_until, given_at, place) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            new MandateId(e.Principal, e.Number).ToString(), e.Principal, e.Representative, string.Join(' ', e.May), e.Schemes is null ? null : string.Join(' ', e.Schemes), e.From, e.Until, e.At,
            $"{happened.Position:d19}"),
        MandateEvent.Ended e => views.Execute("UPDATE mandates SET ended_at = $2, ended = $3 WHERE id = $1", $"{happened.Stream}_{e.Number}", e.At, WireName.Of(e.End)),
        _ => ValueTask.CompletedTask,
    });
}
