using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;

namespace SingleWindow.Hub.Http;

/// <summary>One request: who calls, and how a command is read, made idempotent and answered. Endpoints say only what is theirs.</summary>
internal sealed class Api(HttpContext http)
{
    private ClaimsPrincipal? user;

    public IGrainFactory Grains { get; } = http.RequestServices.GetRequiredService<IGrainFactory>();

    public Caller Caller => field is { } known && ReferenceEquals(user, http.User) ? known : field = Caller.Of(user = http.User);

    public DateTimeOffset Now { get; } = http.RequestServices.GetRequiredService<LegalClock>().Now;

    public static ValueTask<Api?> BindAsync(HttpContext http) => new(new Api(http));

    /// <summary>A reading request's context: it changes nothing, but what it reads may be audited.</summary>
    public CommandContext Reading() => new(Once(), "", Caller.Actor, Now);

    /// <summary>Runs a <c>POST</c>: needs an <c>Idempotency-Key</c>; <c>If-Match</c> is honoured when it comes.</summary>
    public Task<IResult> Command<TBody>(Func<TBody, CommandContext, Task<IResult>> run) where TBody : class => Keyed(id => Run(_ => id, required: false, run));

    /// <summary>
    /// Runs a <c>POST</c> whose body is no JSON and is read as it streams. The fingerprint is empty until then; a stale activation is for the reader to try again,
    /// because the body comes only once.
    /// </summary>
    public Task<IResult> Streamed(Func<CommandContext, Task<IResult>> run) => Keyed(async id =>
    {
        long? expected = null;
        if (http.Request.Headers.IfMatch.Count > 0 && !ETag.TryParse(http.Request.Headers.IfMatch, out expected)) return CommandProblems.Stale.Result();
        return await run(new(id, "", Caller.Actor, Now, expected));
    });

    private async Task<IResult> Keyed(Func<CommandId, Task<IResult>> run)
    {
        var keys = http.Request.Headers["Idempotency-Key"];
        if (keys is not [{ Length: > 0 and <= 128 } key] || key.AsSpan().ContainsAnyExceptInRange('!', '~')) return CommandProblems.KeyMissing.Result();
        // Client, party and place are part of the id: nobody can meet another's key (architecture, event store).
        var id = Commands.Hash($"{Caller.Client}\n{Caller.Name}\n{http.Request.Method} {Place()}\n{key}");
        var inFlight = http.RequestServices.GetRequiredService<InFlight>();
        if (!inFlight.TryEnter(id)) return CommandProblems.InFlight.Result();
        try
        {
            return await run(id);
        }
        finally
        {
            inFlight.Leave(id);
        }
    }

    /// <summary>
    /// Runs a <c>PUT</c>: needs <c>If-Match</c>. The same change of the same version is the same command: a retry hears that it was made (RFC 9110, 13.1.1).
    /// With <c>*</c> no version is named, and the same change may be meant again after another one: it is done each time.
    /// </summary>
    public Task<IResult> Change<TBody>(Func<TBody, CommandContext, Task<IResult>> run) where TBody : class =>
        Run(body => ETag.IsAny(http.Request.Headers.IfMatch) ? Once() : Commands.Hash($"{Caller.Client}\n{Caller.Name}\nPUT {Place()}\n{http.Request.Headers.IfMatch}\n{body}"), required: true, run);

    /// <summary>Runs a <c>DELETE</c> of what never comes back: the same deletion by the same caller is the same command.</summary>
    public Task<IResult> Delete(Func<CommandContext, Task<IResult>> run) =>
        Twice(run, new(Commands.Hash($"{Caller.Client}\n{Caller.Name}\nDELETE {Place()}"), "", Caller.Actor, Now));

    /// <summary>Runs a <c>POST</c> that only asks: it needs no key, for it changes nothing.</summary>
    public async Task<IResult> Ask<TBody>(Func<TBody, Task<IResult>> run) where TBody : class
    {
        var body = await RequestBody<TBody>.Read(http.Request, http.RequestAborted);
        return body.Problem is { } problem ? problem.Result() : await run(body.Value!);
    }

    /// <summary>Answers with a view and its ETag.</summary>
    public IResult Ok<T>(Outcome<Versioned<T>> outcome) where T : class => outcome switch
    {
        { Problem: { } problem } => problem.Result(),
        { Value: { } value } => Tagged(value.Version, TypedResults.Json(value.View, WireJson.Out)),
        _ => CommandProblems.Fault.Result(),
    };

    /// <summary>Answers 202 with a view and its ETag: it takes effect later.</summary>
    public IResult Waits<T>(Versioned<T> waiting) where T : class => Tagged(waiting.Version, TypedResults.Json(waiting.View, WireJson.Out, statusCode: StatusCodes.Status202Accepted));

    /// <summary>Answers 201 with a view, its ETag and its place.</summary>
    public IResult Created<T>(Outcome<Versioned<T>> outcome, Func<T, string> place) where T : class
    {
        if (outcome.Value is { } value) http.Response.Headers.Location = place(value.View);
        return outcome.Value is { } made ? Tagged(made.Version, TypedResults.Json(made.View, WireJson.Out, statusCode: StatusCodes.Status201Created)) : Ok(outcome);
    }

    /// <summary>Answers 202 with a view, its ETag and its place: what was taken goes on by itself.</summary>
    public IResult Accepted<T>(Outcome<Versioned<T>> outcome, Func<T, string> place) where T : class
    {
        if (outcome.Value is not { } taken) return Ok(outcome);
        http.Response.Headers.Location = place(taken.View);
        return Waits(taken);
    }

    /// <summary>Answers with a view that has no version.</summary>
    public static IResult Ok<T>(Outcome<T> outcome) where T : class => outcome switch
    {
        { Problem: { } problem } => problem.Result(),
        { Value: { } value } => TypedResults.Json(value, WireJson.Out),
        _ => CommandProblems.Fault.Result(),
    };

    private async Task<IResult> Run<TBody>(Func<string, CommandId> id, bool required, Func<TBody, CommandContext, Task<IResult>> run) where TBody : class
    {
        var ifMatch = http.Request.Headers.IfMatch;
        if (ifMatch.Count == 0 && required) return CommandProblems.IfMatchMissing.Result();
        long? expected = null;
        if (ifMatch.Count > 0 && !ETag.TryParse(ifMatch, out expected)) return CommandProblems.Stale.Result();
        var body = await RequestBody<TBody>.Read(http.Request, http.RequestAborted);
        if (body.Problem is { } problem) return problem.Result();
        return await Twice(context => run(body.Value!, context), new(id(body.Fingerprint), body.Fingerprint, Caller.Actor, Now, expected));
    }

    private async Task<IResult> Twice(Func<CommandContext, Task<IResult>> run, CommandContext context)
    {
        try
        {
            return await run(context);
        }
        catch (InconsistentStateException)
        {
            // The activation was stale and is gone, or the mandates have changed; the command id makes a second try safe.
            return await Representatives.Again(http) is { } refused ? refused.Result() : await run(context with { Actor = Caller.Actor });
        }
    }

    /// <summary>The route and what stands in its gaps: the same for every way to spell the path. Ids have one text form only.</summary>
    private string Place()
    {
        var values = http.Request.RouteValues.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key}={value.Value}");
        return $"{((RouteEndpoint)http.GetEndpoint()!).RoutePattern.RawText} {string.Join(' ', values)}";
    }

    private static CommandId Once() => new(RandomNumberGenerator.GetHexString(64, lowercase: true));

    private IResult Tagged(long version, IResult result)
    {
        http.Response.Headers.ETag = ETag.Of(version);
        return result;
    }
}
