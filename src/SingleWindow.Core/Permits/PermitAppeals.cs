using System.Diagnostics;
using SingleWindow.Core.Appeals;
using SingleWindow.Core.Authorities;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Permits;

public abstract partial record PermitEvent
{
    /// <summary>What belongs to the challenge of what an authority did about a permit.</summary>
    public abstract record OfAppeal : PermitEvent
    {
        private OfAppeal() { }

        /// <summary>The withdrawal, or the opposition to a change of employer, was challenged.</summary>
        /// <param name="Appeal">From 1.</param>
        /// <param name="ByHolder">True: by the worker; else by the employer that it concerns.</param>
        /// <param name="On">Legal day.</param>
        /// <param name="Text">In words.</param>
        /// <param name="At">When.</param>
        /// <param name="Change">The change of employer that was opposed; null: the withdrawal is challenged.</param>
        /// <param name="Employer">The employer that challenges it.</param>
        /// <param name="Notice">The employer's notice of an end, which the worker contests; null: something that the authority did.</param>
        [EventName("permit.appealed", 1)]
        public sealed record Appealed(int Appeal, bool ByHolder, DateOnly On, [Personal] string? Text, DateTimeOffset At, int? Change = null, EmployerId? Employer = null, int? Notice = null) : OfAppeal;

        /// <summary>The authority recorded what became of it.</summary>
        /// <param name="Appeal">Which.</param>
        /// <param name="Result">How it ended.</param>
        /// <param name="On">Legal day.</param>
        /// <param name="Reasons">In words.</param>
        /// <param name="Official">Who recorded it.</param>
        /// <param name="At">When.</param>
        /// <param name="Reopens">True: the permit stands again as it did before, for what closed it is annulled.</param>
        /// <param name="EffectiveOn">First day for the new employer, where the opposition is annulled and the change can still come.</param>
        /// <param name="EffectiveAt">The instant at which that day begins.</param>
        [EventName("permit.appeal-decided", 1)]
        public sealed record Decided(
            int Appeal, AppealResult Result, DateOnly On, [Personal] string? Reasons, OfficialId Official, DateTimeOffset At, bool Reopens, DateOnly? EffectiveOn, DateTimeOffset? EffectiveAt) : OfAppeal;
    }
}

public abstract partial record PermitCommand
{
    /// <summary>The holder contests the employer's notice that the work is over.</summary>
    /// <param name="Text">In words.</param>
    /// <param name="ByHolder">True when the actor is the holder, under any of his ids.</param>
    [GenerateSerializer, Immutable]
    public sealed record Contest(string Text, bool ByHolder = false) : PermitCommand;

    /// <summary>The employer or the holder challenges a withdrawal, or the opposition to a change of employer.</summary>
    /// <param name="Text">In words.</param>
    /// <param name="ByHolder">True when the actor is the holder, under any of his ids.</param>
    /// <param name="OfOpposition">True: the opposition; else the withdrawal.</param>
    [GenerateSerializer, Immutable]
    public sealed record Appeal(string Text, bool ByHolder = false, bool OfOpposition = false) : PermitCommand;

    /// <summary>The authority records the result.</summary>
    /// <param name="Number">Of the appeal.</param>
    /// <param name="Result">How it ended.</param>
    /// <param name="Reasons">In words.</param>
    /// <param name="Official">Who records it.</param>
    [GenerateSerializer, Immutable]
    public sealed record DecideAppeal(int Number, AppealResult Result, string Reasons, Official? Official) : PermitCommand;
}

/// <summary>A challenge of what an authority did about a permit.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Employer">The employer that challenges it; null: the holder does.</param>
/// <param name="On">Legal day.</param>
/// <param name="Text">In words.</param>
/// <param name="Change">The change of employer that was opposed; null: a withdrawal is challenged.</param>
/// <param name="Withdrawal">Which withdrawal, from 1.</param>
/// <param name="Notice">Which notice of an end, from 1.</param>
public sealed record PermitAppeal(int Number, EmployerId? Employer, DateOnly On, string? Text, int? Change, int? Withdrawal, int? Notice = null)
{
    /// <summary>How it ended; null while it waits.</summary>
    public PermitEvent.OfAppeal.Decided? Outcome { get; init; }

    private string Against => Notice is not null ? "notice" : Change is not null ? "opposition" : "withdrawal";

    internal PermitAppealView View(PermitId permit) =>
        new(new(AppealAgainst.Permit, permit.Value, Number), Against, Employer, On, Text, Outcome?.Result, Outcome?.On, Outcome?.Reasons);

    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>A challenge of what an authority did about a permit, for whoever made it.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Against">withdrawal, opposition (to a change of employer), or notice (of the employer, that the work is over).</param>
/// <param name="Employer">The employer that challenges it; absent: the worker does.</param>
/// <param name="On">Legal day.</param>
/// <param name="Text">In words.</param>
/// <param name="Result">How it ended; absent while it waits.</param>
/// <param name="DecidedOn">Legal day of the result.</param>
/// <param name="Reasons">Why, in words.</param>
[GenerateSerializer, Immutable]
public sealed record PermitAppealView(AppealId Id, string Against, EmployerId? Employer, DateOnly On, string? Text, AppealResult? Result, DateOnly? DecidedOn, string? Reasons)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

public sealed partial record Permit
{
    /// <summary>An appeal, for the authority.</summary>
    public AppealView? Appeal(int number) => Appeals.Find(appeal => appeal.Number == number)?.View(Grant!.Permit) is { } made ? new(made.Id, made.On, made.Text, made.Result, made.DecidedOn, made.Reasons) : null;

    private Permit After(PermitEvent.OfAppeal happened) => happened switch
    {
        // What he contests does not count until the authority confirms it.
        PermitEvent.OfAppeal.Appealed { Notice: { } } e => Unended() with { Appeals = Appeals.Add(new(e.Appeal, null, e.On, e.Text, null, null, e.Notice)) },
        PermitEvent.OfAppeal.Appealed e => this with
        {
            Appeals = Appeals.Add(new(e.Appeal, e.ByHolder ? null : e.Employer ?? Employer, e.On, e.Text, e.Change, e.Change is null ? Withdrawals : null)),
        },
        PermitEvent.OfAppeal.Decided e => After(e, Appeals.Find(appeal => appeal.Number == e.Appeal)),
        _ => throw new UnreachableException(),
    };

    private Permit After(PermitEvent.OfAppeal.Decided decided, PermitAppeal? made)
    {
        var after = this with { Appeals = Appeals.ConvertAll(appeal => appeal.Number == decided.Appeal ? appeal with { Outcome = decided } : appeal) };
        if (decided.Reopens) after = after with { Closed = null, OverOn = null, EndCause = null };
        if (decided.Reopens && made?.Change is null) after = after with { Withdrawal = null };
        if (decided.Result == AppealResult.Annulled && made?.Notice is { } notice && notice == EndNotice?.Number) after = after with { EndNotice = null };
        return decided.EffectiveOn is { } first && made?.Change is { } number
            ? after.Change(number, change => change with { Opposition = null, Answer = change.Answer! with { OpposeUntil = null, EffectiveOn = first, EffectiveAt = decided.EffectiveAt } })
            : after;
    }
}
