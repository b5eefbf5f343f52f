using SingleWindow.Core.Applications;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;

namespace SingleWindow.Hub.Applications;

/// <summary>Makes codes for workers, and takes them back from whoever brings one. No code is stored: a blind index finds it.</summary>
internal sealed class InvitationDesk(IGrainFactory grains, BlindIndex index)
{
    /// <summary>The stream of a code with this blind index.</summary>
    public static string StreamOf(string key) => $"inv_{key}";

    /// <summary>The code of a command, and its blind index: a command that comes again gets its code again, though nobody kept it.</summary>
    public async ValueTask<(string Code, string Key)> Make(CommandId command, CancellationToken ct)
    {
        var code = InvitationCode.Of(Convert.FromHexString(await index.ComputeExactly("invitation-code", "", command.Value, ct)));
        return (code, await KeyOf(InvitationCode.Read(code)!, ct));
    }

    /// <summary>Claims a place. The try is counted before anything is compared, and every failure takes the same way to the same answer.</summary>
    /// <param name="code">In its one form, see <see cref="InvitationCode.Read"/>.</param>
    /// <param name="documentNumber">Number of the travel document.</param>
    /// <param name="birthDate">Birth date.</param>
    public async Task<Outcome<Versioned<ApplicationView>>> Claim(string code, string documentNumber, DateOnly birthDate, CommandContext context, CancellationToken ct)
    {
        var key = await KeyOf(code, ct);
        // The same request again is no further try; another one under the same key is refused, or it could try for nothing.
        var tried = await grains.GetGrain<IInvitationGrain>(StreamOf(key)).Try(context.Part("try") with { Fingerprint = context.Fingerprint }, ct);
        if (tried.Problem is { } problem && IsAboutTheKey(problem)) return problem;
        var application = tried.Value?.View.Application ?? ApplicationId.From(new Guid(Convert.FromHexString(key)[..16]));
        var outcome = await grains.GetGrain<IApplicationGrain>(application.ToString()).Handle(new ApplicationCommand.ClaimPlace(key, documentNumber, birthDate), context, ct);
        return outcome.Problem is { } refusal ? (IsAboutTheKey(refusal) ? refusal : InvitationProblems.Refused) : outcome;
    }

    private ValueTask<string> KeyOf(string code, CancellationToken ct) => index.ComputeExactly("invitation", "", code, ct);

    private static bool IsAboutTheKey(Problem problem) => problem.Code == CommandProblems.KeyReused.Code || problem.Code == CommandProblems.InFlight.Code;
}
