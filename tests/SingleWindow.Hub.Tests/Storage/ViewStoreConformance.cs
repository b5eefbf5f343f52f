using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Tests.Storage;

/// <summary>What every store of read models must do, with one SQL for all of them.</summary>
public abstract class ViewStoreConformance : IAsyncLifetime
{
    private protected IViewStore Views { get; private set; } = null!;

    private static CancellationToken None => CancellationToken.None;

    private enum Colour { Red }

    public async Task InitializeAsync() => Views = await Open();

    public abstract Task DisposeAsync();

    private protected abstract Task<IViewStore> Open();

    [Fact]
    public async Task Values_read_as_they_were_written_whatever_the_order_of_the_parameters()
    {
        var at = new DateTimeOffset(2026, 11, 22, 1, 2, 3, TimeSpan.FromHours(2)).AddTicks(1);
        await Views.Write("test", async writer =>
        {
            await writer.Script("create table t (a text, b bigint, c bigint, d text, e text, f blob, g text, h text, i text)");
            await writer.Execute(
                "insert into t values ($3, $2, $1, $4, $5, $6, $7, $8, $8)",
                at, 42, "text", new DateOnly(2026, 2, 28), 20.90m, new byte[] { 1, 0 }, Colour.Red, null);
        }, None);

        var rows = await Views.Query(
            "select a, b, c, d, e, f, g, h from t where b = $1 and b < $2",
            row => (row.Text(0), row.Int(1), row.Time(2), row.Date(3), row.Number(4), row.Text(6), row.TextOrNull(7), Convert.ToHexString(row.Bytes(5))),
            [42L, 43], None);

        rows.Should().Equal(("text", 42, at, new DateOnly(2026, 2, 28), 20.90m, "Red", null, "0100"));
    }

    [Fact]
    public Task A_script_may_be_empty() => Views.Write("test", writer => writer.Script(""), None);

    [Fact]
    public async Task A_write_that_fails_leaves_nothing_and_the_next_one_succeeds()
    {
        await Views.Write("test", writer => writer.Script("create table t (a bigint)"), None);

        var failing = () => Views.Write("test", async writer =>
        {
            await writer.Execute("insert into t values ($1)", 1);
            throw new InvalidDataException();
        }, None);

        await failing.Should().ThrowAsync<InvalidDataException>();
        await Views.Write("test", async writer => (await writer.Change("insert into t values ($1), ($2)", 2, 3)).Should().Be(2), None);
        (await Views.Query("select a from t order by a", row => row.Long(0), [], None)).Should().Equal(2, 3);
    }

    [Fact]
    public async Task A_statement_that_fails_takes_the_whole_write_with_it_whenever_it_runs()
    {
        await Views.Write("test", writer => writer.Script("create table t (a bigint primary key)"), None);

        var failing = () => Views.Write("test", async writer =>
        {
            foreach (var number in new[] { 1, 2, 1, 3 }) await writer.Execute("insert into t values ($1)", number);
        }, None);

        await failing.Should().ThrowAsync<Exception>();
        (await Views.Query("select a from t", row => row.Long(0), [], None)).Should().BeEmpty();
    }

    [Fact]
    public async Task Statements_run_in_order_however_many_there_are_and_one_that_is_asked_for_tells_its_own_rows()
    {
        await Views.Write("test", async writer =>
        {
            await writer.Script("create table t (a bigint)");
            await writer.Execute("insert into t values (0)");
            for (var number = 1; number <= 2500; number++) await writer.Execute("update t set a = $1 where a = $2", number, number - 1);
            (await writer.Change("insert into t values ($1), ($2)", 0, 1)).Should().Be(2);
            await writer.Execute("delete from t where a < 2");
            await writer.Script("create table other (a bigint); insert into other select a from t");
            await writer.Execute("delete from t");
        }, None);

        (await Views.Query("select a from other", row => row.Long(0), [], None)).Should().Equal(2500);
        (await Views.Query("select a from t", row => row.Long(0), [], None)).Should().BeEmpty();
    }

    [Fact]
    public async Task Nobody_sees_a_write_before_it_is_committed_except_the_writer()
    {
        await Views.Write("test", writer => writer.Script("create table t (a bigint)"), None);

        await Views.Write("test", async writer =>
        {
            await writer.Execute("insert into t values ($1)", 1);
            (await writer.Query("select a from t", row => row.Long(0))).Should().Equal(1);
            (await Views.Query("select a from t", row => row.Long(0), [], None)).Should().BeEmpty();
        }, None);

        (await Views.Query("select a from t", row => row.Long(0), [], None)).Should().Equal(1);
    }

    [Fact]
    public async Task A_query_that_would_write_or_lacks_a_parameter_is_refused()
    {
        await FluentActions.Awaiting(() => Views.Query("delete from due_work", row => 0, [], None).AsTask()).Should().ThrowAsync<Exception>();
        await FluentActions.Awaiting(() => Views.Query("select $1, $2", row => 0, [1], None).AsTask()).Should().ThrowAsync<Exception>();
        await FluentActions.Awaiting(() => Views.Query("select $1", row => 0, [1.5], None).AsTask()).Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task Texts_compare_byte_by_byte_and_a_filter_may_be_missing()
    {
        await Views.Write("test", async writer =>
        {
            await writer.Script("create table t (a text primary key, b bigint)");
            foreach (var name in new[] { "b", "A", "a", "a b", "a-b", "B", "é" }) await writer.Execute("insert into t values ($1, $2)", name, null);
        }, None);

        (await Views.Query("select a from t where $1 is null or a > $1 order by a", row => row.Text(0), [null], None)).Should().Equal("A", "B", "a", "a b", "a-b", "b", "é");
        (await Views.Query("select a from t where $1 is null or a > $1 order by a", row => row.Text(0), ["a b"], None)).Should().Equal("a-b", "b", "é");
    }

    [Fact]
    public async Task Due_work_moves_with_its_instant_and_stays_done_at_the_same_one()
    {
        var at = Appends.At;
        async Task Schedule(DateTimeOffset due) => await Views.Write("test", writer => writer.Schedule("w", due, "kind", new("s")), None);
        async Task<IReadOnlyList<(DateTimeOffset, bool)>> Read() => await Views.Query("select due_at, done from due_work", row => (row.Time(0), row.Flag(1)), [], None);

        await Schedule(at);
        await Views.Write("test", async writer => await writer.Execute("update due_work set done = 1"), None);
        await Schedule(at);
        (await Read()).Should().Equal((at, true));
        await Schedule(at.AddDays(1));
        (await Read()).Should().Equal((at.AddDays(1), false));
        await Views.Write("test", writer => writer.Cancel("w"), None);
        (await Read()).Should().BeEmpty();
    }
}
