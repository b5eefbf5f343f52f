using SingleWindow.Core.Appeals;
using SingleWindow.Core.Permits;
using static SingleWindow.Core.Tests.Applications.Cast;
using static SingleWindow.Core.Tests.Permits.PermitStory;

namespace SingleWindow.Core.Tests.Permits;

/// <summary>An employer's word ends no permit: the worker contests it and the authority decides, or he is silent for as long as he might challenge the loss. Told on 4 May 2026.</summary>
public sealed class EndNoticeTests
{
    [Fact]
    public void Without_a_rule_for_unemployment_the_notice_waits_for_the_worker()
    {
        var story = Active();

        // Thirty days end with 3 June.
        story.When(new PermitCommand.GiveNotice(NoticeKind.Ended, new(2026, 4, 30), "By agreement.")).Then(
            new PermitEvent.OfNotice.EmploymentEnded(new(2026, 4, 30), null, null, "By agreement.", story.Context.At, new(2026, 5, 4), new(2026, 6, 3), new(2026, 6, 3, 21, 0, 0, TimeSpan.Zero)));

        story.State.On(new(2026, 6, 3)).Should().Be(PermitStatus.Unemployed);
        story.State.View(new(2026, 5, 4))!.EndNotice.Should().Be(new EndNoticeView(new(2026, 4, 30), new(2026, 5, 4), new(2026, 6, 3), false, null, "By agreement."));
        story.On("2026-06-03 23:59").By(Actor.Hub).When(new PermitCommand.PassTime()).Then();
        story.On("2026-06-04 00:00").When(new PermitCommand.PassTime()).Then(new PermitEvent.Ended(new(2026, 6, 3), "employment-ended", story.Context.At));
    }

    [Fact]
    public void What_the_authority_confirmed_is_contested_no_more()
    {
        var story = Ended(Residence);

        (story.State.On(new(2026, 5, 4)), story.State.SeekUntil).Should().Be((PermitStatus.Unemployed, new DateOnly(2026, 8, 4)));
        story.By(Holder).When(Contest()).IsRefused(PermitProblems.EndConfirmed);
        story.By(Applicant).When(Retract()).IsRefused(PermitProblems.EndConfirmed);
        story.When(new PermitCommand.GiveNotice(NoticeKind.Ended, new(2026, 4, 29), null)).IsRefused(PermitProblems.NoticeGiven);
    }

    [Theory]
    [InlineData(SchemeId)]
    [InlineData(Residence)]
    public void What_the_worker_contests_does_not_count(string scheme)
    {
        var story = Noticed(scheme).By(Holder);

        story.When(Contest()).Then(new PermitEvent.OfAppeal.Appealed(1, true, new(2026, 5, 4), "I still work there.", story.Context.At, Notice: 1));

        story.State.On(new(2026, 12, 31)).Should().Be(PermitStatus.Active);
        story.On("2026-09-01 10:00").By(Actor.Hub).When(new PermitCommand.PassTime()).Then();
        story.By(Holder).When(Contest()).IsRefused(PermitProblems.UnderAppeal);
        var shown = story.State.View(new(2026, 9, 1))!;
        (shown.EndNotice!.ContestedOn, shown.ForHolder().Appeals!.Single().Against, shown.For(TheEmployer).Appeals).Should().Be((new DateOnly(2026, 5, 4), "notice", null));
    }

    [Fact]
    public void Nobody_says_the_same_again_over_his_head()
    {
        var story = Contested().By(Applicant);

        story.When(new PermitCommand.GiveNotice(NoticeKind.Ended, new(2026, 5, 2), null)).IsRefused(PermitProblems.NoticeContested);
        story.When(Retract()).Then(new PermitEvent.OfNotice.Retracted("A mistake.", story.Context.At));
        story.State.View(new(2026, 5, 4))!.EndNotice.Should().BeNull();
        story.By(Mig).When(Result(AppealResult.Dismissed)).Then(new PermitEvent.OfAppeal.Decided(1, AppealResult.Dismissed, new(2026, 5, 4), "Looked at.", Mari.Id, story.Context.At, false, null, null));
        story.State.On(new(2026, 12, 31)).Should().Be(PermitStatus.Active);
    }

    [Fact]
    public void The_authority_decides_what_is_contested()
    {
        var stands = Contested().On("2026-07-01 09:00").By(Mig);
        stands.When(Result(AppealResult.Dismissed)).Then(
            new PermitEvent.OfAppeal.Decided(1, AppealResult.Dismissed, new(2026, 7, 1), "Looked at.", Mari.Id, stands.Context.At, false, null, null),
            new PermitEvent.OfNotice.EndConfirmed(new(2026, 4, 30), new(2026, 7, 1), null, null, null, stands.Context.At),
            new PermitEvent.Ended(new(2026, 7, 1), "employment-ended", stands.Context.At));

        var seeks = Contested(Residence).On("2026-07-01 09:00").And(Mig, Result(AppealResult.Withdrawn));
        (seeks.State.On(new(2026, 7, 1)), seeks.State.SeekUntil).Should().Be((PermitStatus.Unemployed, new DateOnly(2026, 10, 1)), "nobody could look for work while he said that he has it");

        var falls = Contested().On("2026-07-01 09:00").And(Mig, Result(AppealResult.Annulled));
        (falls.State.On(new(2026, 7, 1)), falls.State.View(new(2026, 7, 1))!.EndNotice).Should().Be((PermitStatus.Active, null));
        falls.On("2026-08-03 09:00").And(Applicant, new PermitCommand.GiveNotice(NoticeKind.Ended, new(2026, 7, 31), null)).And(Holder, Contest());
        falls.State.Contested!.Number.Should().Be(2, "another notice is contested anew");
    }

    [Fact]
    public void An_employer_corrects_its_own_notice()
    {
        var story = Noticed(Residence);

        story.When(new PermitCommand.GiveNotice(NoticeKind.Ended, new(2026, 4, 30), null)).IsRefused(PermitProblems.NoticeGiven);
        story.On("2026-05-11 10:00").When(new PermitCommand.GiveNotice(NoticeKind.Ended, new(2026, 5, 8), null));
        (story.State.EndedOn, story.State.SeekUntil, story.State.EndNotice!.ContestBy).Should().Be((new DateOnly(2026, 5, 8), new DateOnly(2026, 8, 8), new DateOnly(2026, 5, 21)));
        story.And(Applicant, Retract());
        (story.State.On(new(2026, 12, 31)), story.State.EndedOn).Should().Be((PermitStatus.Active, null));
        story.When(Retract()).IsRefused(PermitProblems.NothingToRetract);
    }

    [Fact]
    public void Only_the_holder_contests_in_time_and_in_words()
    {
        Active().By(Holder).When(Contest()).IsRefused(PermitProblems.NothingToContest);
        Noticed().By(Applicant).When(Contest() with { ByHolder = false }).IsRefused(PermitProblems.Unknown);
        Noticed().By(Holder).When(Contest() with { Text = " " }).IsRefused(PermitProblems.Invalid, "/text");
        Noticed(Residence).On("2026-05-14 23:59").And(Holder, Contest());
        Noticed(Residence).On("2026-05-15 00:00").By(Holder).When(Contest()).IsRefused(PermitProblems.AppealTooLate);
        Noticed().On("2026-06-04 00:00").By(Holder).When(Contest()).IsRefused(PermitProblems.Over);
    }

    private static PermitCommand.GiveNotice Retract() => new(NoticeKind.NotEnded, new(2026, 5, 4), "A mistake.");

    private static PermitCommand.DecideAppeal Result(AppealResult result) => new(1, result, "Looked at.", Mari);
}
