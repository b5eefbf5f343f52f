using SingleWindow.Core.Batches;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Schemes;

namespace SingleWindow.Core.Tests.Batches;

/// <summary>A batch owns its own life only; its rows are applications.</summary>
public sealed class BatchTests
{
    private const string Scheme = "ee-short-term-employment";

    private static readonly BatchId Id = new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e0f"));
    private static readonly EmployerId Employer = new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e0f"));
    private static readonly Actor Owner = new("payroll", Employer.ToString());
    private static readonly Actor Stranger = new("rival", "emp_0198c5d0a1b27c3d8e4f5a6b7c8d9e10");
    private static readonly BatchEvent.Received Came = new(Id, Employer, Scheme, "payroll", null, 5, 4, new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public void It_is_taken_in_with_who_sent_it() => New(Owner).When(Receive(5, 4)).Then(Came);

    [Fact]
    public void One_of_which_nothing_can_be_read_is_finished_when_it_comes()
    {
        var batch = New(Owner).When(Receive(5, 0));

        batch.Then(Came with { Readable = 0 }, new BatchEvent.Finished(new(0, 5, 0), batch.Context.At));
        batch.State.View().Should().Be(new BatchView(Id, Scheme, BatchState.Finished, 5, 0, 0, 5, 0, 0, batch.Context.At, batch.Context.At, null));
    }

    [Fact]
    public void A_representative_is_remembered_so_that_his_right_can_be_asked_for_again() =>
        New(Owner with { Representation = new("emp_0198c5d0a1b27c3d8e4f5a6b7c8d9e10", [Scheme], ["mnd_1"], 3) })
            .When(Receive(5, 4)).Then(Came with { Representative = "emp_0198c5d0a1b27c3d8e4f5a6b7c8d9e10" });

    [Fact]
    public void Nobody_sends_one_for_another()
    {
        New(Stranger).When(Receive(5, 4)).IsRefused(BatchProblems.Unknown);
        New(Owner with { Representation = new("emp_0198c5d0a1b27c3d8e4f5a6b7c8d9e10", ["ee-seasonal"], ["mnd_1"], 3) }).When(Receive(5, 4)).IsRefused(BatchProblems.Unknown);
        New(Owner).Given(Came).When(Receive(5, 4)).IsRefused(BatchProblems.Unknown);
    }

    [Theory]
    [InlineData(0, "BAT-00003")]
    [InlineData(10_001, "BAT-00004")]
    [InlineData(10_000, null)]
    [InlineData(1, null)]
    public void It_has_rows_but_not_too_many(int rows, string? code) => New(Owner).When(Receive(rows, 0)).Last.Problem?.Code.Should().Be(code);

    [Theory]
    [InlineData("unheard-of", "API-00008")]
    [InlineData("ee-eu-blue-card", "INV-00005")]
    [InlineData("ee-seasonal", null)]
    public void The_scheme_takes_applications_that_the_employer_files(string scheme, string? code)
    {
        var problem = Batch.CannotReceive(Employer, scheme, New(Owner).Context, new SchemeCatalog(SchemeCatalog.Default.All, open: true));

        (problem?.Code).Should().Be(code);
    }

    [Fact]
    public void A_scheme_that_takes_none_today_takes_no_batch() =>
        Batch.CannotReceive(Employer, Scheme, New(Owner).Context with { At = new(2015, 1, 1, 0, 0, 0, TimeSpan.Zero) }, SchemeCatalog.Default)!.Code.Should().Be("SCH-00002");

    [Fact]
    public void It_runs_until_it_is_finished()
    {
        var batch = New(Actor.Hub).Given(Came);
        batch.State.View(new(1, 2, 2)).Should().Be(new BatchView(Id, Scheme, BatchState.Running, 5, 4, 1, 2, 2, 0, Came.At, null, null));

        batch.When(new BatchCommand.Finish(new(3, 2, 0))).Then(new BatchEvent.Finished(new(3, 2, 0), batch.Context.At));

        batch.State.View().Should().Be(new BatchView(Id, Scheme, BatchState.Finished, 5, 4, 3, 2, 0, 0, Came.At, batch.Context.At, null));
        batch.When(new BatchCommand.Finish(new(3, 2, 0))).Then();
        batch.Context = batch.Context with { Actor = Owner };
        batch.When(new BatchCommand.Cancel(new(3, 2, 0))).IsRefused(BatchProblems.Finished);
    }

    [Fact]
    public void Its_owner_cancels_it_and_what_waited_is_never_filed()
    {
        var batch = New(Owner).Given(Came).When(new BatchCommand.Cancel(new(1, 1, 3)));

        batch.Then(new BatchEvent.Cancelled(new(1, 1, 3), batch.Context.At));
        batch.State.View(new(9, 9, 9)).Should().Be(new BatchView(Id, Scheme, BatchState.Cancelled, 5, 4, 1, 1, 0, 3, Came.At, batch.Context.At, null));
        batch.When(new BatchCommand.Cancel(new(1, 1, 3))).Then();
        batch.When(new BatchCommand.Finish(new(1, 1, 3))).Then();
    }

    [Fact]
    public void Strangers_cancel_nothing()
    {
        New(Stranger).Given(Came).When(new BatchCommand.Cancel(new(0, 0, 5))).IsRefused(BatchProblems.Unknown);
        New(Owner).When(new BatchCommand.Cancel(new(0, 0, 0))).IsRefused(BatchProblems.Unknown);
        New(Actor.Hub).When(new BatchCommand.Finish(new(0, 0, 0))).Then();
    }

    [Fact]
    public void The_rows_go_once_it_has_ended_and_the_counts_stay()
    {
        var batch = New(Actor.Hub).Given(Came);
        batch.When(new BatchCommand.DestroyRows()).Then();
        batch.Given(new BatchEvent.Finished(new(3, 2, 0), batch.Context.At)).When(new BatchCommand.DestroyRows()).Then(new BatchEvent.RowsDestroyed(batch.Context.At));
        batch.When(new BatchCommand.DestroyRows()).Then();
        batch.State.View().Should().Match<BatchView>(view => view.RowsDestroyed == true && view.Submitted == 3 && view.Refused == 2);
    }

    [Fact]
    public void Before_anything_is_filed_the_unreadable_are_refused_and_the_others_remain() =>
        New(Owner).Given(Came).State.View().Should().Be(new BatchView(Id, Scheme, BatchState.Running, 5, 4, 0, 1, 4, 0, Came.At, null, null));

    [Fact]
    public void A_row_becomes_the_same_application_every_time_and_no_two_the_same()
    {
        var batch = New(Owner).Given(Came).State;
        var other = New(Owner).Given(Came with { Batch = new(Guid.Parse("0198c5d0a1b27c3d8e4f5a6b7c8d9e11")) }).State;
        var ids = Enumerable.Range(1, Batch.MostRows).Select(batch.ApplicationOf).ToArray();

        ids.Should().OnlyHaveUniqueItems().And.Equal(Enumerable.Range(1, Batch.MostRows).Select(batch.ApplicationOf));
        ids.Should().NotContain(other.ApplicationOf(1));
        ids[0].Value.Version.Should().Be(7);
        (ids[0].Value.Variant & 0xC).Should().Be(8);
        ids[0].ToString()[4..16].Should().Be(Guid.CreateVersion7(Came.At).ToString("N")[..12], "ids are ordered by time");
    }

    private static Scenario<Batch, BatchCommand, BatchEvent> New(Actor actor)
    {
        var scenario = new Scenario<Batch, BatchCommand, BatchEvent>(Batch.Initial, (batch, command, context) => Batch.Decide(batch, command, context, SchemeCatalog.Default), Batch.Evolve);
        scenario.Context = scenario.Context with { Actor = actor };
        return scenario;
    }

    private static BatchCommand.Receive Receive(int rows, int readable) => new(Id, Employer, Scheme, rows, readable);
}
