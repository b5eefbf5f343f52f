using System.Diagnostics;
using System.Text.Json.Serialization;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;

namespace SingleWindow.Core.Applications;

public abstract partial record ApplicationEvent
{
    /// <summary>How the worker comes to his side of the application.</summary>
    public abstract record OfWorker : ApplicationEvent
    {
        private OfWorker() { }

        /// <summary>The employer got a code for the worker; it stands for every code before it.</summary>
        /// <param name="Code">Blind index of the code.</param>
        /// <param name="Until">Last legal day on which it can be used.</param>
        /// <param name="At">When.</param>
        [EventName("application.worker-invited", 1)]
        public sealed record WorkerInvited(string Code, DateOnly Until, DateTimeOffset At) : OfWorker;

        /// <summary>The worker has shown the code and his document: his side is his.</summary>
        [EventName("application.claimed", 1)]
        public sealed record Claimed(WorkerId By, DateTimeOffset At) : OfWorker;
    }
}

public abstract partial record ApplicationCommand
{
    /// <summary>The employer asks for a code for the worker.</summary>
    /// <param name="Code">Its blind index.</param>
    [GenerateSerializer, Immutable]
    public sealed record Invite(string Code) : ApplicationCommand;

    /// <summary>The worker claims his place.</summary>
    /// <param name="Code">Blind index of the code.</param>
    /// <param name="DocumentNumber">Number of his travel document.</param>
    /// <param name="BirthDate">His birth date.</param>
    [GenerateSerializer, Immutable]
    public sealed record ClaimPlace(string Code, string DocumentNumber, DateOnly BirthDate) : ApplicationCommand;
}

/// <summary>The two sides of an application.</summary>
[JsonConverter(typeof(KebabCaseEnum<ApplicantSide>))]
public enum ApplicantSide
{
    /// <summary>The employer, or who acts for it.</summary>
    Employer,

    /// <summary>The worker who has claimed his place.</summary>
    Worker,
}

/// <summary>The code that counts.</summary>
/// <param name="Code">Its blind index.</param>
/// <param name="Until">Last legal day on which it can be used.</param>
public sealed record Invitation(string Code, DateOnly Until);

/// <summary>An invitation, for the employer; the code is shown here and never again.</summary>
/// <param name="Application">To which application.</param>
/// <param name="Code">For the worker, and for nobody else.</param>
/// <param name="Until">Last legal day on which it can be used.</param>
[GenerateSerializer, Immutable]
public sealed record InvitationView(ApplicationId Application, string Code, DateOnly Until)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

public sealed partial record Application
{
    /// <summary>The code that counts, or null before the first.</summary>
    public Invitation? Invitation { get; private init; }

    /// <summary>Who has claimed the worker's side; null: nobody has, and the employer writes all of it.</summary>
    public WorkerId? Claimant { get; private init; }

    /// <summary>Which side filed it; null: that was not written down.</summary>
    public ApplicantSide? FiledBy { get; private init; }

    /// <summary>True when the worker began it and the employer has not confirmed its part: the worker cannot file it yet.</summary>
    public bool AwaitsEmployer { get; private init; }

    /// <summary>On which side somebody stands; null: to him the application does not exist.</summary>
    public ApplicantSide? SideOf(Actor actor) =>
        Scheme.Length == 0 ? null
        : actor.ActsFor(Employer.ToString(), Scheme) ? ApplicantSide.Employer
        : IsWorker(Claimant, actor) || IsWorker(Worker, actor) ? ApplicantSide.Worker
        : null;

    // Nobody stands on both sides: what a worker let his employer do is not done in the employer's own case.
    private bool IsWorker(WorkerId? worker, Actor actor) => worker is { } one && actor.ActsFor(one.ToString(), Scheme) && actor.Representation?.Representative != Employer.ToString();

    private Application After(ApplicationEvent.OfWorker happened) => happened switch
    {
        ApplicationEvent.OfWorker.WorkerInvited e => Told(new(e.At, "worker-invited", Until: e.Until)) with { Invitation = new(e.Code, e.Until) },
        // Who comes to a case that was filed is told to nobody: when one side reads is not the other's matter. The hearing that is open he has, too.
        ApplicationEvent.OfWorker.Claimed e when SubmittedOn is not null => this with { Claimant = e.By, Inquiries = Inquiries.ConvertAll(inquiry => inquiry.OfTwo(e.At)) },
        ApplicationEvent.OfWorker.Claimed e => Told(new(e.At, "place-claimed")) with { Claimant = e.By },
        _ => throw new UnreachableException(),
    };
}
