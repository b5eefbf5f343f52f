using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Authorities;
using SingleWindow.Core.Employers;
using SingleWindow.Core.Mandates;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Shared;
using SingleWindow.Core.Workers;
using SingleWindow.Hub.Http;
using SingleWindow.Hub.Workers;

namespace SingleWindow.Hub.Permits;

/// <summary>Permits, for employers, for the workers who hold them, and for the authority that decided.</summary>
internal static class PermitEndpoints
{
    public static void MapPermits(this IEndpointRouteBuilder routes)
    {
        var employer = routes.MapGroup("/api/v1/permits").WithTags("Permits").Only("employer", "the permit's employer is the caller's party");
        employer.MapGet("", PermitList.OfEmployer).Reads<Page<PermitRow>>("listPermits", "List the permits of your workers, first to expire first").ForOthers(MandateActs.ReadPermits, PermitProblems.Unknown);
        employer.MapGet("{id}", Read).Reads<PermitView>("readPermit", "Read a permit").ForOthers(MandateActs.ReadPermits, PermitProblems.Unknown);
        employer.MapPost("{id}/notices", Notice).Does<NoticeBody, PermitView>("giveNotice", "Give notice that the worker has arrived, has not started, or has ended; correct a notice, or take that of an end back").ForOthers(MandateActs.WritePermits, PermitProblems.Unknown);
        employer.MapPost("{id}/renewal", Renew).Does<Nothing, ApplicationView>("renewPermit", "Begin the application for the next permit, with what is known already", StatusCodes.Status201Created).ForOthers(MandateActs.WritePermits, PermitProblems.Unknown);
        employer.MapPost("{id}/reply", (string id, Api api, WorkerFamily family, CancellationToken ct) => Say(id, api, family, text => new PermitCommand.Reply(text), ct))
            .Does<StatementBody, PermitView>("replyToWithdrawal", "Reply to an intended withdrawal").ForOthers(MandateActs.WritePermits, PermitProblems.Unknown);
        employer.MapPost("{id}/appeal", (string id, Api api, WorkerFamily family, CancellationToken ct) => Say(id, api, family, text => new PermitCommand.Appeal(text), ct))
            .Does<StatementBody, PermitView>("appealWithdrawal", "Challenge a withdrawal").ForOthers(MandateActs.WritePermits, PermitProblems.Unknown);

        var worker = routes.MapGroup("/api/v1/me/permits").WithTags("Workers").Only("worker", "the permit's holder is the caller, under any of his ids");
        worker.MapGet("", PermitList.OfWorker).Reads<Page<PermitRow>>("listMyPermits", "List your own permits");
        worker.MapGet("{id}", ReadOwn).Reads<PermitView>("readMyPermit", "Read a permit of your own");
        worker.MapPost("{id}/change-of-employer", AnswerChange).Does<ChangeAnswerBody, PermitView>("answerEmployerChange", "Say whether you want to work for the new employer; without your yes nothing changes");
        worker.MapPost("{id}/reply", (string id, Api api, WorkerFamily family, CancellationToken ct) => SayAsHolder(id, api, family, text => new PermitCommand.Reply(text, true), ct))
            .Does<StatementBody, PermitView>("replyToMyWithdrawal", "Reply to an intended withdrawal of your permit");
        worker.MapPost("{id}/appeal", (string id, Api api, WorkerFamily family, CancellationToken ct) => SayAsHolder(id, api, family, text => new PermitCommand.Appeal(text, true), ct))
            .Does<StatementBody, PermitView>("appealMyWithdrawal", "Challenge the withdrawal of your permit");
        worker.MapPost("{id}/change-of-employer/appeal", (string id, Api api, WorkerFamily family, CancellationToken ct) => SayAsHolder(id, api, family, text => new PermitCommand.Appeal(text, true, true), ct))
            .Does<StatementBody, PermitView>("appealMyOpposition", "Challenge the opposition to your change of employer");
        worker.MapPost("{id}/notices/contest", (string id, Api api, WorkerFamily family, CancellationToken ct) => SayAsHolder(id, api, family, text => new PermitCommand.Contest(text, true), ct))
            .Does<StatementBody, PermitView>("contestNotice", "Contest your employer's notice that your work is over; your permit goes on until the authority has confirmed it");
        worker.MapPost("{id}/renewal", RenewOwn)
            .Does<Nothing, ApplicationView>("renewMyPermit", "Begin the application for your next permit with what is known already, where the scheme lets the worker apply; your employer then confirms its part by saving or filing it", StatusCodes.Status201Created);
        worker.MapPost("{id}/search-extension", ExtendSearch)
            .Does<Nothing, PermitView>("extendMySearch", "Ask for more time to look for work, because an inspector has found that you were exploited; the authority of your permit learns of the finding by this");

        var authority = routes.MapGroup("/api/v1/permits").WithTags("Tasks").Only("authority", "the caller's authority decides under the permit's scheme");
        authority.MapGet("{id}/opposition", ReadWithdrawal).Reads<PermitView>("readChangeToOppose", "Read a permit and its change of employer; the read is logged");
        authority.MapPost("{id}/opposition", Oppose).Does<OppositionBody, PermitView>("opposeEmployerChange", "Oppose a change of employer in time, with grounds and reasons; silence is consent");
        routes.MapGet("/api/v1/employer-changes", EmployerChangeIndex.List).WithTags("Tasks").Only("authority", "the caller's authority decides under the permit's scheme")
            .Reads<Page<EmployerChangeRow>>("listEmployerChanges", "List the changes of employer that your authority may still oppose, first to lapse first");
        authority.MapGet("{id}/withdrawals", ReadWithdrawal).Reads<PermitView>("readWithdrawal", "Read a permit and its withdrawal with the replies; the read is logged");
        authority.MapPost("{id}/withdrawals", Withdraw).Does<WithdrawalBody, PermitView>("withdrawPermit", "Intend a withdrawal, on which employer and worker are heard; decide it, or give it up");
    }

    private static Task<IResult> Read(string id, HttpContext http, Api api, WorkerFamily family, CancellationToken ct) => With(id, async permit =>
    {
        var outcome = await Grain(api, permit).Read(ct);
        return outcome.Value is { } found && api.Caller.Actor.ActsFor(found.View.Employer.ToString(), found.View.Scheme) ? await Whole(http, api, found, api.Caller.Party, family, ct) : PermitProblems.Unknown.Result();
    });

    private static Task<IResult> ReadOwn(string id, HttpContext http, Api api, WorkerFamily family, CancellationToken ct) => With(id, async permit =>
    {
        var outcome = await Grain(api, permit).Read(ct);
        return await IsHolder(api, outcome, family, ct) ? await Whole(http, api, outcome.Value!, null, family, ct) : PermitProblems.Unknown.Result();
    });

    private static async Task<IResult> Whole(HttpContext http, Api api, Versioned<PermitView> found, string? employer, WorkerFamily family, CancellationToken ct) =>
        await Shown(api, new Versioned<PermitView>(found.View with { Obligations = await ObligationList.Of(http, found.View.Id, employer) }, found.Version), family, ct);

    private static Task<IResult> Notice(string id, Api api, WorkerFamily family, CancellationToken ct) => With(id, permit => api.Command<NoticeBody>(async (body, context) =>
    {
        var errors = new FieldErrors();
        errors.RequirePresent(body.Kind, "/kind");
        errors.RequirePresent(body.On, "/on");
        errors.Require(body.Reason is null || (body.Reason.Length <= 2000 && !string.IsNullOrWhiteSpace(body.Reason)), "/reason", "length", "1 to 2000 characters.");
        if (!errors.IsEmpty) return PermitProblems.Invalid.At(errors.All).Result();
        return await Shown(api, await Grain(api, permit).Handle(new PermitCommand.GiveNotice(body.Kind!.Value, body.On!.Value, body.Reason), context, ct), family, ct);
    }));

    private static Task<IResult> Renew(string id, Api api, RenewalDesk desk, CancellationToken ct) => With(id, permit => api.Command<Nothing>(async (_, context) =>
        (await Grain(api, permit).Read(ct)).Value is { } found && api.Caller.Actor.ActsFor(found.View.Employer.ToString(), found.View.Scheme)
            ? await desk.Renew(found.View, null, api, context, ct) : PermitProblems.Unknown.Result()));

    private static Task<IResult> RenewOwn(string id, Api api, RenewalDesk desk, WorkerFamily family, CancellationToken ct) => With(id, permit => api.Command<Nothing>(async (_, context) =>
    {
        var outcome = await Grain(api, permit).Read(ct);
        return await IsHolder(api, outcome, family, ct) ? await desk.Renew(outcome.Value!.View, EntityId.Parse<WorkerId>(api.Caller.Party), api, context, ct) : PermitProblems.Unknown.Result();
    }));

    private static Task<IResult> Say(string id, Api api, WorkerFamily family, Func<string, PermitCommand> command, CancellationToken ct) => With(id, permit => api.Command<StatementBody>(async (body, context) =>
        StatementBody.Unsaid(body) is { } problem ? problem.Result() : await Shown(api, await Grain(api, permit).Handle(command(body.Text!), context, ct), family, ct)));

    private static Task<IResult> SayAsHolder(string id, Api api, WorkerFamily family, Func<string, PermitCommand> command, CancellationToken ct) => With(id, permit => api.Command<StatementBody>(async (body, context) =>
        StatementBody.Unsaid(body) is { } problem ? problem.Result()
        : await IsHolder(api, await Grain(api, permit).Read(ct), family, ct) ? await Shown(api, await Grain(api, permit).Handle(command(body.Text!), context, ct), family, ct)
        : PermitProblems.Unknown.Result()));

    private static Task<IResult> ReadWithdrawal(string id, Api api, WorkerFamily family, CancellationToken ct) =>
        With(id, async permit => await Shown(api, await Grain(api, permit).ReadForAuthority(api.Reading(), api.Caller.Purposes, ct), family, ct));

    private static Task<IResult> Withdraw(string id, Api api, WorkerFamily family, CancellationToken ct) => With(id, permit => api.Command<WithdrawalBody>((body, context) =>
        Act(api, permit, body.Grounds, body.Text, body.Official, official => new PermitCommand.Withdraw(body.Act, body.Grounds ?? [], body.Text, official), context, family, ct)));

    private static Task<IResult> Oppose(string id, Api api, WorkerFamily family, CancellationToken ct) => With(id, permit => api.Command<OppositionBody>((body, context) =>
        Act(api, permit, body.Grounds, body.Text, body.Official, official => new PermitCommand.OpposeChange(body.Grounds ?? [], body.Text, official), context, family, ct)));

    // What an authority does about a permit rests on grounds, says why, and is an official's.
    private static async Task<IResult> Act(
        Api api, PermitId permit, IReadOnlyList<string>? grounds, string? text, OfficialId? signer, Func<Official?, PermitCommand> command, CommandContext context, WorkerFamily family, CancellationToken ct)
    {
        var errors = new FieldErrors();
        errors.Require(grounds is null or { Count: <= 20 }, "/grounds", "length", "At most 20 grounds.");
        errors.Require(text is null or { Length: <= 8000 }, "/text", "length", "At most 8000 characters.");
        if (!errors.IsEmpty) return PermitProblems.Invalid.At(errors.All).Result();
        var (official, problem) = await Officials.Find(api, signer, required: false, ct);
        return problem?.Result() ?? await Shown(api, await Grain(api, permit).HandleForAuthority(command(official), context, api.Caller.Purposes, ct), family, ct);
    }

    private static Task<IResult> AnswerChange(string id, Api api, WorkerFamily family, CancellationToken ct) => With(id, permit => api.Command<ChangeAnswerBody>(async (body, context) =>
        body.Accept is not { } accept ? PermitProblems.Invalid.At(new FieldError("/accept", "required", "Yes or no.")).Result()
        : await IsHolder(api, await Grain(api, permit).Read(ct), family, ct) ? await Shown(api, await Grain(api, permit).Handle(new PermitCommand.AnswerChange(accept, true), context, ct), family, ct)
        : PermitProblems.Unknown.Result()));

    private static Task<IResult> ExtendSearch(string id, Api api, ExploitationFindings findings, WorkerFamily family, CancellationToken ct) => With(id, permit => api.Command<Nothing>(async (_, context) =>
    {
        var found = await Grain(api, permit).Read(ct);
        if (!await IsHolder(api, found, family, ct)) return PermitProblems.Unknown.Result();
        return await Shown(api, await Grain(api, permit).Handle(new PermitCommand.ExtendSearch(await findings.About(found.Value!.View, ct), true), context, ct), family, ct);
    }));

    private static async Task<bool> IsHolder(Api api, Outcome<Versioned<PermitView>> outcome, WorkerFamily family, CancellationToken ct) =>
        outcome.Value is { } found && EntityId.TryParse<WorkerId>(api.Caller.Party, out var caller) && await family.Canonical(caller, ct) == await family.Canonical(found.View.Holder, ct);

    private static async Task<IResult> Shown(Api api, Outcome<Versioned<PermitView>> outcome, WorkerFamily family, CancellationToken ct) => api.Ok(
        outcome.Value is { } found ? new Versioned<PermitView>(Seen(api, found.View) with { Holder = await family.Canonical(found.View.Holder, ct) }, found.Version) : outcome);

    private static PermitView Seen(Api api, PermitView permit) =>
        EntityId.TryParse<EmployerId>(api.Caller.Party, out var employer) ? permit.For(employer) : EntityId.TryParse<WorkerId>(api.Caller.Party, out _) ? permit.ForHolder() : permit;

    private static Task<IResult> With(string id, Func<PermitId, Task<IResult>> run) =>
        EntityId.TryParse<PermitId>(id, out var permit) ? run(permit) : Task.FromResult(PermitProblems.Unknown.Result());

    private static IPermitGrain Grain(Api api, PermitId permit) => api.Grains.GetGrain<IPermitGrain>(permit.ToString());
}
