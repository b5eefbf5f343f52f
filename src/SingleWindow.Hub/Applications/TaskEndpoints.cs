using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Core.Applications;
using SingleWindow.Core.Permits;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.Http;

namespace SingleWindow.Hub.Applications;

/// <summary>What authorities do with their tasks.</summary>
internal static partial class TaskEndpoints
{
    private const string Ownership = "the task's authority is the caller's party, and the token holds the step's purpose";

    public static void MapTasks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/tasks").WithTags("Tasks").Only("authority", Ownership);
        group.MapGet("", TaskList.Get).Reads<Page<TaskRow>>("listTasks", "List the tasks of your authority, due first");
        group.MapGet("{id}", Read).Reads<TaskView>("readTask", "Read a task with the data that the law lets you see; the read is logged");
        group.MapPost("{id}/claim", Claim).Does<ClaimBody, TaskView>("claimTask", "Take a task on");
        group.MapPost("{id}/request-information", RequestInformation).Does<InformationBody, TaskView>("requestInformation", "Ask the applicant for what is missing; the clock stands still");
        group.MapPost("{id}/intent-to-refuse", IntendToRefuse).Does<IntentBody, TaskView>("intendToRefuse", "Hear the applicant before an adverse decision");
        group.MapPost("{id}/extension", Extend).Does<ExtensionBody, TaskView>("extendPeriod", "Take more time for the decision, once, and say why");
        group.MapPost("{id}/outcome", Complete).Does<OutcomeBody, TaskView>("completeTask", "Give the outcome of a check, or decide");
    }

    private static Task<IResult> Read(string id, Api api, CancellationToken ct) =>
        With(id, async task => api.Ok(await Grain(api, task).ReadTask(task.Number, api.Reading(), api.Caller.Purposes, ct)));

    private static Task<IResult> Claim(string id, Api api, CancellationToken ct) => With(id, task => api.Command<ClaimBody>(async (body, context) =>
    {
        var (official, problem) = await Officials.Find(api, body.Official, required: true, ct);
        return problem?.Result() ?? await Run(api, task, new ApplicationCommand.Claim(task.Number, official!, body.From), context, ct);
    }));

    private static Task<IResult> RequestInformation(string id, Api api, CancellationToken ct) => With(id, task => api.Command<InformationBody>(async (body, context) =>
    {
        var errors = new FieldErrors();
        Items(errors, body.Items, "/items", required: true);
        errors.Require(body.Text is { Length: <= 4000 } && !string.IsNullOrWhiteSpace(body.Text), "/text", "length", "1 to 4000 characters.");
        var (official, problem) = await Officials.Find(api, body.Official, required: false, ct);
        return problem?.Result() ?? await Run(api, task, errors, () => new ApplicationCommand.RequestInformation(task.Number, body.Items!, body.Text!, official), context, ct);
    }));

    private static Task<IResult> IntendToRefuse(string id, Api api, CancellationToken ct) => With(id, task => api.Command<IntentBody>(async (body, context) =>
    {
        var errors = new FieldErrors();
        Items(errors, body.Grounds, "/grounds", required: true);
        errors.Require(body.Text is { Length: > 0 and <= 4000 }, "/text", "length", "1 to 4000 characters.");
        var (official, problem) = await Officials.Find(api, body.Official, required: false, ct);
        return problem?.Result() ?? await Run(api, task, errors, () => new ApplicationCommand.IntendToRefuse(task.Number, body.Grounds!, body.Text, official), context, ct);
    }));

    private static Task<IResult> Complete(string id, Api api, CancellationToken ct) => With(id, task => api.Command<OutcomeBody>(async (body, context) =>
    {
        var errors = new FieldErrors();
        errors.RequirePresent(body.Outcome, "/outcome");
        errors.Require(body.Findings is null or { Length: <= 8000 }, "/findings", "length", "At most 8000 characters.");
        Items(errors, body.Grounds, "/grounds", required: false);
        Items(errors, body.Items, "/items", required: false);
        errors.Require(body.Conditions is null or { Count: <= 20 }, "/conditions", "length", "At most 20.");
        for (var i = 0; i < (body.Conditions?.Count ?? 0); i++) errors.Require(body.Conditions![i] is { Length: <= 500 } words && !string.IsNullOrWhiteSpace(words), $"/conditions/{i}", "length", "1 to 500 characters.");
        var (official, problem) = await Officials.Find(api, body.Official, required: false, ct);
        return problem?.Result() ?? await Run(api, task, errors, () => new ApplicationCommand.Complete(
            task.Number, body.Outcome!, body.Findings, body.Grounds ?? [], body.Items ?? [], official, EntityId.New<PermitId>(context.At), Conditions: body.Conditions), context, ct);
    }));

    private static Task<IResult> Extend(string id, Api api, CancellationToken ct) => With(id, task => api.Command<ExtensionBody>(async (body, context) =>
    {
        var errors = new FieldErrors();
        errors.Require(body.Reason is { Length: <= 2000 } && !string.IsNullOrWhiteSpace(body.Reason), "/reason", "length", "1 to 2000 characters.");
        var (official, problem) = await Officials.Find(api, body.Official, required: true, ct);
        return problem?.Result() ?? await Run(api, task, errors, () => new ApplicationCommand.Extend(task.Number, body.Reason!, official), context, ct);
    }));

    private static Task<IResult> Run(Api api, TaskId task, FieldErrors errors, Func<ApplicationCommand> command, CommandContext context, CancellationToken ct) =>
        errors.IsEmpty ? Run(api, task, command(), context, ct) : Task.FromResult(ApplicationProblems.Invalid.At(errors.All).Result());

    private static async Task<IResult> Run(Api api, TaskId task, ApplicationCommand command, CommandContext context, CancellationToken ct) =>
        api.Ok(await Grain(api, task).HandleTask(task.Number, command, context, api.Caller.Purposes, ct));

    private static void Items(FieldErrors errors, IReadOnlyList<string>? items, string pointer, bool required)
    {
        errors.Require(items is { Count: > 0 and <= 20 } || (!required && items is null or { Count: 0 }), pointer, "length", "1 to 20 entries.");
        for (var i = 0; i < (items?.Count ?? 0); i++) errors.Require(items![i] is { } item && Item().IsMatch(item), $"{pointer}/{i}", "item", "A code, a JSON pointer, or a fee such as fee:1.");
    }

    private static Task<IResult> With(string id, Func<TaskId, Task<IResult>> run) =>
        TaskId.TryParse(id, out var task) ? run(task) : Task.FromResult(ApplicationProblems.UnknownTask.Result());

    private static IApplicationGrain Grain(Api api, TaskId task) => api.Grains.GetGrain<IApplicationGrain>(task.Application.ToString());

    [GeneratedRegex(@"^([A-Za-z0-9/_-]{1,100}|fee:[0-9]{1,2})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Item();
}
