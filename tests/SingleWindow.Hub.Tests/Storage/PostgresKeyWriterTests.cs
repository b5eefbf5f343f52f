using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Tests.Storage;

public sealed class PostgresKeyWriterTests
{
    private static readonly KeyRef Gone = new("wrk_gone", "identity");
    private static readonly KeyRef Shared = new("wrk_shared", "identity");
    private static readonly KeyRef OfTheRefused = new("wrk_new", "identity");

    private const string Waiting = "select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())";

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Of_those_who_share_a_commit_one_is_refused_and_the_others_get_their_keys()
    {
        var database = await (await PostgresServer.Shared).NewDatabase();
        await using var rows = new PostgresKeyRows(new(database));
        await rows.Ensure([Wrapped(Gone, 1)], None);
        await rows.Destroy(Gone.Subject, null, None);

        var held = await HeldLock.OfKeys(database);
        var first = rows.Ensure([Wrapped(new("wrk_first", "identity"), 2)], None);
        await Eventually.Holds(async () => await HeldLock.Run(database, Waiting) is 1L, "the writer waits, and others gather");
        var refused = rows.Ensure([Wrapped(Shared, 3), Wrapped(OfTheRefused, 4), Wrapped(Gone, 5)], None);
        var second = rows.Ensure([Wrapped(Shared, 6)], None);
        var third = rows.Ensure([Wrapped(new("wrk_third", "identity"), 7), Wrapped(Shared, 8)], None);
        await held.DisposeAsync();

        (await first)[0].Should().Equal(2, 2);
        await FluentActions.Awaiting(() => refused).Should().ThrowAsync<KeyDestroyedException>().WithMessage($"*{Gone}*");
        (await second)[0].Should().Equal(6, 6);
        (await third).Select(key => key[0]).Should().Equal(7, 6);
        (await rows.Find(OfTheRefused, None)).Should().BeNull("none is made when one is refused");
        (await rows.Find(Shared, None)).Should().Equal(6, 6);
    }

    private static WrappedKey Wrapped(KeyRef key, byte with) => new(key, [with, with]);
}
