using SingleWindow.Core.Records;
using SingleWindow.Core.Schemes;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Applications;

public abstract partial record ApplicationEvent
{
    /// <summary>A register corrected what this case leans on, and it was judged again.</summary>
    /// <param name="Record">Which record.</param>
    /// <param name="Evidence">What is judged otherwise now, or rests on another version.</param>
    /// <param name="At">When.</param>
    /// <param name="Said">What that rests on.</param>
    [EventName("application.evidence-updated", 2)]
    public sealed record EvidenceUpdated(RecordId Record, IReadOnlyList<EvidenceItem> Evidence, DateTimeOffset At, [Personal] IReadOnlyList<EvidenceCopy>? Said = null) : ApplicationEvent;
}

public abstract partial record ApplicationCommand
{
    /// <summary>Learn that a register has corrected a record.</summary>
    /// <param name="Record">Which record.</param>
    /// <param name="Type">Its type.</param>
    /// <param name="Judged">The evidence as it is judged now; null when nobody can say.</param>
    [GenerateSerializer, Immutable]
    public sealed record UpdateEvidence(RecordId Record, string Type, IReadOnlyList<EvidenceItem>? Judged) : ApplicationCommand;
}

/// <summary>A correction updates every open case that leans on the record; what is decided stays decided.</summary>
internal static class EvidenceRules
{
    public static Decision<ApplicationEvent> Update(Application app, ApplicationCommand.UpdateEvidence update, CommandContext context, Scheme scheme)
    {
        if (app.SubmittedOn is null || app.HasEnded) return Decision<ApplicationEvent>.Nothing;
        EvidenceItem[] changed = [.. app.Evidence.Where(item => item.RuleIn(scheme)?.RecordType == update.Type).Select(item => (Then: item, Now: update.Judged?.FirstOrDefault(now => now.Type == item.Type) ?? item))
            .Where(one => IsNews(one.Then, one.Now, update.Record, scheme)).Where(one => one.Now.Bare() != one.Then.Bare()).Select(one => one.Now)];
        return changed.Length == 0 ? Decision<ApplicationEvent>.Nothing : new ApplicationEvent.EvidenceUpdated(update.Record, changed.Bare(), context.At, changed.Copies());
    }

    // It rested on the record, it does now, or it rests on none. What another entry proves is a judgement of its day, and time alone changes nothing about it.
    // Where any entry of a register may decide, none can be named as the one that the evidence rests on.
    private static bool IsNews(EvidenceItem then, EvidenceItem now, RecordId record, Scheme scheme) =>
        then.Record is null || then.Record == record || now.Record == record || then.RuleIn(scheme) is { NeedsEveryRecord: true };
}
