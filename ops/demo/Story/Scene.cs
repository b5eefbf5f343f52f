using SingleWindow.Demo.Country;

namespace SingleWindow.Demo.Story;

/// <summary>One application and what becomes of it.</summary>
/// <param name="Reference">The employer's reference: by it a later run knows that the scene was played.</param>
/// <param name="Text">What happens, for a stranger.</param>
/// <param name="Play">Plays and checks it.</param>
/// <param name="Worker">Key of the worker's client, if visitors may sign in as the worker.</param>
internal sealed record Scene(string Reference, string Text, Func<Inhabitants, Employer> Employer, Func<Tale, string, Task> Play, string? Worker = null);

/// <summary>The scenes in their order.</summary>
internal static class Scenes
{
    /// <summary>What is over. Time passes within these.</summary>
    public static readonly IReadOnlyList<Scene> Past =
    [
        new("DEMO-1", "A pays the state fee and files once for a welder. The tax board confirms the payment, registers answer by themselves, tax and labour check side by side, the police grant; the permit is with both.",
            land => land.A, Granted.Play, "a"),
        new("DEMO-2", "A forgot the visa number. The police ask, the clock stands still for five days, A answers, the last day moves, granted.",
            land => land.A, GrantedAfterQuestion.Play),
        new("DEMO-3", "C owes taxes. The tax board objects; no refusal without a hearing: C is heard, then a named official refuses with reasons.",
            land => land.C, Refused.Play),
        new("DEMO-4", "B says too little about a qualification and never answers. Ten days pass, the request lapses, the application is not reviewed.",
            land => land.B, NotReviewed.Play),
        new("DEMO-5", "B changes its mind while the checks run and withdraws. The authorities' tasks are gone.",
            land => land.B, Withdrawn.Play),
        new("DEMO-6", "B forgets the fee: the police ask for it, and paying is the answer. The tax board is silent for two working days; by law that is no objection, and B's gardener is granted.",
            land => land.B, GrantedInSilence.Play, "b"),
        .. OtherSchemes.Scenes,
    ];

    /// <summary>What a visitor finds unfinished.</summary>
    public static readonly IReadOnlyList<Scene> Present =
    [
        new("DEMO-7", "A's next application waits for an answer about a qualification.",
            land => land.A, Waiting.Play),
        new("DEMO-8", "A begins a draft with pay below the law. Filing it is refused at once, with the reason; it stays a draft.",
            land => land.A, Draft.Play),
    ];
}
