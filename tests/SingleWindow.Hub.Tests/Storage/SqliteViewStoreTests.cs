using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Tests.Storage;

public sealed class SqliteViewStoreTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly SqliteViewStore views;

    public SqliteViewStoreTests() => views = new(folder.File("views.db"));

    private static CancellationToken None => CancellationToken.None;

    private enum Colour { Red }

    public void Dispose()
    {
        views.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Values_read_as_they_were_written_whatever_the_order_of_the_parameters()
    {
        var at = new DateTimeOffset(2026, 11, 22, 1, 2, 3, TimeSpan.FromHours(2)).AddTicks(1);
        await views.Write("test", async writer =>
        {
            await writer.Script("create table t (a text, b bigint, c bigint, d text, e text, f blob, g text, h text, i text)");
            await writer.Execute(
                "insert into t values ($3, $2, $1, $4, $5, $6, $7, $8, $8)",
                at, 42, "text", new DateOnly(2026, 2, 28), 20.90m, new byte[] { 1, 0 }, Colour.Red, null);
        }, None);

        var rows = await views.Query(
            "select a, b, c, d, e, f, g, h from t where b = $1 and b < $2",
            row => (row.Text(0), row.Int(1), row.Time(2), row.Date(3), row.Number(4), row.Text(6), row.TextOrNull(7), Convert.ToHexString(row.Bytes(5))),
            [42L, 43], None);

        rows.Should().Equal(("text", 42, at, new DateOnly(2026, 2, 28), 20.90m, "Red", null, "0100"));
    }

    [Fact]
    public async Task A_write_that_fails_leaves_nothing_and_the_next_one_succeeds()
    {
        await views.Write("test", writer => writer.Script("create table t (a bigint)"), None);

        var failing = () => views.Write("test", async writer =>
        {
            await writer.Execute("insert into t values ($1)", 1);
            throw new InvalidDataException();
        }, None);

        await failing.Should().ThrowAsync<InvalidDataException>();
        await views.Write("test", async writer => (await writer.Execute("insert into t values ($1), ($2)", 2, 3)).Should().Be(2), None);
        (await views.Query("select a from t order by a", row => row.Long(0), [], None)).Should().Equal(2, 3);
    }

    [Fact]
    public async Task Nobody_sees_a_write_before_it_is_committed_except_the_writer()
    {
        await views.Write("test", writer => writer.Script("create table t (a bigint)"), None);

        await views.Write("test", async writer =>
        {
            await writer.Execute("insert into t values ($1)", 1);
            (await writer.Query("select a from t", row => row.Long(0))).Should().Equal(1);
            (await views.Query("select a from t", row => row.Long(0), [], None)).Should().BeEmpty();
        }, None);

        (await views.Query("select a from t", row => row.Long(0), [], None)).Should().Equal(1);
    }

    [Fact]
    public async Task A_query_that_would_write_or_lacks_a_parameter_is_refused()
    {
        await FluentActions.Awaiting(() => views.Query("delete from due_work", row => 0, [], None).AsTask()).Should().ThrowAsync<Exception>();
        await FluentActions.Awaiting(() => views.Query("select $1, $2", row => 0, [1], None).AsTask()).Should().ThrowAsync<ArgumentException>();
        await FluentActions.Awaiting(() => views.Query("select $1", row => 0, [1.5], None).AsTask()).Should().ThrowAsync<ArgumentException>();
    }
}
