using System.Diagnostics;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Employers;

/// <summary>A legal person that hires. Nothing here is personal data.</summary>
public sealed record Employer
{
    /// <summary>Before registration.</summary>
    public static readonly Employer Initial = new();

    /// <summary>The employer as it is shown; null before registration.</summary>
    public EmployerView? View { get; private init; }

    /// <summary>What a command does.</summary>
    public static Decision<EmployerEvent> Decide(Employer employer, EmployerCommand command, CommandContext context) => (command, employer.View) switch
    {
        (EmployerCommand.Register register, null) => new EmployerEvent.Registered(register.Employer, register.RegistryCode, register.Country, register.Name, register.IdentityKey, context.At),
        (EmployerCommand.Register, _) => EmployerProblems.AlreadyRegistered,
        _ => throw new UnreachableException(),
    };

    /// <summary>The employer after one more event.</summary>
    public static Employer Evolve(Employer employer, EmployerEvent happened) => happened switch
    {
        EmployerEvent.Registered e => employer with { View = new(e.Employer, e.RegistryCode, e.Country, e.Name) },
        _ => throw new UnreachableException(),
    };
}

/// <summary>What can happen to an employer.</summary>
public abstract record EmployerEvent
{
    private EmployerEvent() { }

    /// <summary>The operator registered it.</summary>
    [EventName("employer.registered", 1)]
    public sealed record Registered(EmployerId Employer, string RegistryCode, string Country, string Name, string IdentityKey, DateTimeOffset At) : EmployerEvent;
}

/// <summary>What can be asked of an employer's record.</summary>
[GenerateSerializer, Immutable]
public abstract record EmployerCommand
{
    private EmployerCommand() { }

    /// <summary>Register it under the blind index of its registry code.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Register(EmployerId Employer, string RegistryCode, string Country, string Name, string IdentityKey) : EmployerCommand;
}

/// <summary>An employer.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="RegistryCode">Code in the business register of the country.</param>
/// <param name="Country">ISO 3166-1 alpha-3 code.</param>
/// <param name="Name">Business name.</param>
[GenerateSerializer, Immutable]
public sealed record EmployerView(EmployerId Id, string RegistryCode, string Country, string Name);

/// <summary>Refusals about employers.</summary>
public static class EmployerProblems
{
    /// <summary>Unknown.</summary>
    public static readonly Problem Unknown = new("EMP-00001", 404, "There is no such employer");

    /// <summary>The registry code is taken.</summary>
    public static readonly Problem AlreadyRegistered = new("EMP-00002", 409, "An employer with this registry code is registered already");

    /// <summary>A member is wrong.</summary>
    public static readonly Problem Invalid = new("EMP-00003", 422, "The employer breaks a rule");
}

/// <summary>Owns one employer's stream. Key: the employer's id.</summary>
[GrainInterfaceType("sw.employer")]
public interface IEmployerGrain : IGrainWithStringKey
{
    /// <summary>Runs a command.</summary>
    [Alias("Handle")] Task<Outcome<Versioned<EmployerView>>> Handle(EmployerCommand command, CommandContext context, CancellationToken ct);

    /// <summary>The employer.</summary>
    [Alias("Read"), Orleans.Concurrency.ReadOnly] Task<Outcome<Versioned<EmployerView>>> Read(CancellationToken ct);
}
