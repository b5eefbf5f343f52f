using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;

namespace SingleWindow.Core.Applications;

/// <summary>How the worker comes to his side of the application, and what is whose there.</summary>
internal static class InvitationRules
{
    /// <summary>For how many days a code can be used.</summary>
    public const int Days = 30;

    public static Decision<ApplicationEvent> Invite(Application app, ApplicationCommand.Invite invite, CommandContext context, Scheme scheme)
    {
        if (app.SideOf(context.Actor) != ApplicantSide.Employer) return ApplicationProblems.Unknown;
        if (app.HasEnded) return ApplicationProblems.Ended;
        if (app.Status != ApplicationStatus.Draft) return ApplicationProblems.NotDraft;
        if (app.Claimant is not null) return InvitationProblems.Claimed;
        if (Unnamed(app.Form?.Worker) is { IsEmpty: false } errors) return ApplicationProblems.Invalid.At(errors.All);
        return new ApplicationEvent.OfWorker.WorkerInvited(invite.Code, scheme.DayOf(context.At).AddDays(Days), context.At);
    }

    /// <summary>Everything is looked at, whatever is found first: the answer takes as long.</summary>
    public static Decision<ApplicationEvent> Claim(Application app, ApplicationCommand.ClaimPlace claim, CommandContext context, Scheme scheme)
    {
        var person = app.Form?.Worker;
        var holds = app is { Status: ApplicationStatus.Draft, Claimant: null };
        holds &= app.Invitation is { } invitation && invitation.Code == claim.Code && scheme.DayOf(context.At) <= invitation.Until;
        holds &= person?.BirthDate == claim.BirthDate;
        holds &= person?.TravelDocument?.Number is { } number && Plain(number) == Plain(claim.DocumentNumber);
        holds &= EntityId.TryParse<WorkerId>(context.Actor.Party, out var worker);
        return holds ? new ApplicationEvent.OfWorker.Claimed(worker, context.At) : InvitationProblems.Refused;
    }

    /// <summary>
    /// Whom a case is about is party to it from its filing on, with no code: his token says who he is, whoever has claimed it. He sees it, is heard and may challenge the decision (Charter of Fundamental Rights art. 41, 47);
    /// with the first thing that he does, or whom he lets act for him, there are two sides.
    /// </summary>
    public static ApplicationEvent? Appears(Application app, CommandContext context) =>
        app is { SubmittedOn: not null, Claimant: null, Worker: { } worker } && app.SideOf(context.Actor) == ApplicantSide.Worker ? new ApplicationEvent.OfWorker.Claimed(worker, context.At) : null;

    /// <summary>Why this side may not file, answer for the facts or take back; null: it may.</summary>
    public static Problem? NotYours(ApplicantSide? side, Scheme scheme) => (side, scheme.Applicant) switch
    {
        (ApplicantSide.Employer, ApplicantRule.WorkerOnInvitation) => InvitationProblems.WorkerFiles,
        (ApplicantSide.Worker, ApplicantRule.Employer) => InvitationProblems.EmployerFiles,
        _ => null,
    };

    /// <summary>What somebody would change that belongs to the other side; before the claim there is no other side.</summary>
    public static FieldErrors Trespass(Application app, ApplicantSide? side, ApplicationForm form, Scheme scheme)
    {
        var errors = new FieldErrors();
        if (app.Claimant is null || app.Form is not { } was || (side == ApplicantSide.Employer && scheme.Applicant == ApplicantRule.Employer)) return errors;
        if (NotYours(side, scheme) == InvitationProblems.EmployerFiles) errors.Require(form.SameAs(was), "", "other-side", "The employer writes this application: leave it as it is.");
        var other = OtherThan(side);
        if (other == Party.Employer)
        {
            Same(form.Reference == was.Reference, "/reference");
            Same(form.Employment == was.Employment, "/employment");
            // Who he is was shown with the code: another person needs another application. Who began it himself has shown nothing yet.
            if (app.Invitation is not null || app.Renews is not null)
            {
                Proven(form.Worker?.BirthDate == was.Worker?.BirthDate, "/worker/birthDate");
                Proven(form.Worker?.TravelDocument?.Number == was.Worker?.TravelDocument?.Number, "/worker/travelDocument/number");
                Proven(form.Worker?.TravelDocument?.Issuer == was.Worker?.TravelDocument?.Issuer, "/worker/travelDocument/issuer");
            }
        }
        else
        {
            Same(new ApplicationForm(Worker: form.Worker).SameAs(new(Worker: was.Worker)), "/worker");
            Same(form.LegalStay == was.LegalStay, "/legalStay");
        }
        Same(Of(form).SequenceEqual(Of(was)), "/evidence");
        return errors;

        IEnumerable<EvidenceStatement> Of(ApplicationForm said) =>
            (said.Evidence ?? []).Where(statement => IsAbout(other, statement?.Type, scheme)).OrderBy(statement => statement.Type, StringComparer.Ordinal);
        void Same(bool same, string pointer) => errors.Require(same, pointer, "other-side", $"This part is the {WireName.Of(other)}'s: leave it as it is.");
        void Proven(bool same, string pointer) => errors.Require(same, pointer, "claimed", "The place was claimed with it.");
    }

    /// <summary>True when the other side proves this; before the claim there is no other side, and what the scheme does not ask for is anybody's.</summary>
    public static bool IsOthers(Application app, ApplicantSide? side, string type, Scheme scheme) =>
        app.Claimant is not null && (side, scheme.Applicant) is not (ApplicantSide.Employer, ApplicantRule.Employer) && IsAbout(OtherThan(side), type, scheme);

    private static Party OtherThan(ApplicantSide? side) => side == ApplicantSide.Worker ? Party.Employer : Party.Worker;

    /// <summary>True when the scheme asks for this about the party.</summary>
    public static bool IsAbout(Party party, string? type, Scheme scheme) => scheme.Evidence.FirstOrDefault(rule => rule.Type == type)?.Subject == party;

    private static FieldErrors Unnamed(PersonForm? worker)
    {
        var errors = new FieldErrors();
        errors.RequirePresent(worker?.FamilyName, "/worker/familyName");
        errors.RequirePresent(worker?.BirthDate, "/worker/birthDate");
        errors.RequirePresent(worker?.TravelDocument?.Number, "/worker/travelDocument/number");
        errors.RequirePresent(worker?.TravelDocument?.Issuer, "/worker/travelDocument/issuer");
        return errors;
    }

    // As people write numbers: with blanks, dashes and small letters.
    private static string Plain(string number) => string.Concat(number.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
