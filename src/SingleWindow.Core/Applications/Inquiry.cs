using System.Collections.Immutable;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

/// <summary>One request to the applicant.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Kind">Information or hearing.</param>
/// <param name="Task">Whose task it belongs to.</param>
/// <param name="Items">What is asked for: evidence types or JSON pointers into the form; grounds, when it is a hearing.</param>
/// <param name="Text">In words.</param>
/// <param name="RequestedOn">Legal day of the request.</param>
/// <param name="ReplyBy">Last legal day to reply.</param>
/// <param name="LapsesAt">The instant after that day.</param>
public sealed record Inquiry(
    int Number, InquiryKind Kind, int Task, IReadOnlyList<string> Items, string? Text, DateOnly RequestedOn, DateOnly ReplyBy, DateTimeOffset LapsesAt)
{
    /// <summary>Legal day of the answer.</summary>
    public DateOnly? AnsweredOn { get; init; }

    /// <summary>The answer in words.</summary>
    public string? Answer { get; init; }

    /// <summary>What each side replied, where there are two and both are heard.</summary>
    public ImmutableList<InquiryReply> Replies { get; init; } = [];

    /// <summary>True when the time to reply passed.</summary>
    public bool Lapsed { get; init; }

    /// <summary>True when the application was declared complete without the answer: it stops no clock then.</summary>
    public bool Waived { get; init; }

    /// <summary>True when the authority finished its task without the answer: the silence has no consequence any more, whatever is asked or repeated later.</summary>
    public bool Cured { get; init; }

    /// <summary>True for a hearing after which a check objected: the applicant has not been heard on that.</summary>
    public bool Outdated { get; init; }

    /// <summary>True while an answer of this kind is awaited.</summary>
    public bool Awaits(InquiryKind kind) => Kind == kind && IsOpen;

    /// <summary>True while an answer is awaited.</summary>
    public bool IsOpen => AnsweredOn is null && !Lapsed;

    /// <summary>Legal day on which this side answered, or anybody where the sides are not told apart; null: it has not.</summary>
    /// <param name="side">Which.</param>
    /// <param name="twoSides">False while the worker has not come yet: the hearing that the employer answered he may still answer.</param>
    public DateOnly? AnsweredBy(ApplicantSide? side, bool twoSides = true) =>
        !twoSides && side == ApplicantSide.Worker && Kind == InquiryKind.Hearing ? null : Replies.IsEmpty ? AnsweredOn : Replies.Find(reply => reply.Side == side)?.On;

    // Of two sides one does not use up the other's hearing; a request for information is answered by whoever has it.
    internal Inquiry With(ApplicationEvent.InquiryAnswered answer, bool twoSides)
    {
        if (Kind != InquiryKind.Hearing || !twoSides || answer.Side is not { } side) return this with { AnsweredOn = answer.On, Answer = answer.Text };
        var replies = Replies.Add(new(side, answer.On, answer.Text));
        return this with { Replies = replies, AnsweredOn = replies.Count == Enum.GetValues<ApplicantSide>().Length ? answer.On : AnsweredOn };
    }

    /// <summary>True when whoever is to be heard has replied: of two sides both.</summary>
    public bool IsHeard => AnsweredOn is not null && Replies.Count is 0 or 2;

    /// <summary>True when this side may reply now.</summary>
    public bool MayAnswer(ApplicantSide? side, DateTimeOffset at) => AnsweredBy(side) is null && (AnsweredOn is null || (Kind == InquiryKind.Hearing && !Outdated && at < LapsesAt));

    // Whoever comes while there is time is heard: what the other side replied alone was its own reply only. The task goes on meanwhile, and no refusal before that time is over.
    internal Inquiry OfTwo(DateTimeOffset at) => Kind == InquiryKind.Hearing && AnsweredOn is { } on && Replies.IsEmpty && !Outdated && at < LapsesAt
        ? this with { Replies = [new(ApplicantSide.Employer, on, Answer)] }
        : this;

    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>What one side replied in a hearing.</summary>
/// <param name="Side">Which.</param>
/// <param name="On">Legal day.</param>
/// <param name="Text">In words.</param>
[GenerateSerializer, Immutable]
public sealed record InquiryReply([property: Id(0)] ApplicantSide Side, [property: Id(1)] DateOnly On, [property: Id(2)] string? Text)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}
