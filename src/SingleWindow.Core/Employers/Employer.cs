using System.Diagnostics;
using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Employers;

/// <summary>A legal person that hires. Only its address may be somebody's own.</summary>
public sealed record Employer
{
    /// <summary>Before registration.</summary>
    public static readonly Employer Initial = new();

    /// <summary>The employer as it is shown; null before registration.</summary>
    public EmployerView? View { get; private init; }

    /// <summary>How it is reached, as a blind index; null when it gave no address.</summary>
    public EmployerContact? Contact { get; private init; }

    /// <summary>What a command does.</summary>
    public static Decision<EmployerEvent> Decide(Employer employer, EmployerCommand command, CommandContext context) => (command, employer.View) switch
    {
        (EmployerCommand.Register { ContactKey: { } contact } register, null) => new EmployerEvent[] { Registered(register, context), new EmployerEvent.ContactGiven(register.ContactEmail, contact, context.At) },
        (EmployerCommand.Register register, null) => Registered(register, context),
        (EmployerCommand.Register, _) => EmployerProblems.AlreadyRegistered,
        _ => throw new UnreachableException(),
    };

    /// <summary>The employer after one more event.</summary>
    public static Employer Evolve(Employer employer, EmployerEvent happened) => happened switch
    {
        EmployerEvent.Registered e => employer with { View = new(e.Employer, e.RegistryCode, e.Country, e.Name) },
        EmployerEvent.ContactGiven e => employer with { View = employer.View is { } view ? view with { ContactEmail = e.Email } : null, Contact = new(e.Key) },
        _ => throw new UnreachableException(),
    };

    private static EmployerEvent.Registered Registered(EmployerCommand.Register register, CommandContext context) =>
        new(register.Employer, register.RegistryCode, register.Country, register.Name, register.IdentityKey, context.At);
}

/// <summary>What can happen to an employer.</summary>
public abstract record EmployerEvent
{
    private EmployerEvent() { }

    /// <inheritdoc cref="Confidential.Text"/>
    public sealed override string ToString() => Confidential.Text(this);

    /// <summary>How it is reached. An address of a firm is often somebody's own, so it is kept as one.</summary>
    [EventName("employer.contact-given", 1)]
    public sealed record ContactGiven([Personal] string? Email, string Key, DateTimeOffset At) : EmployerEvent;

    /// <summary>The operator registered it.</summary>
    [EventName("employer.registered", 1)]
    public sealed record Registered(EmployerId Employer, string RegistryCode, string Country, string Name, string IdentityKey, DateTimeOffset At) : EmployerEvent;
}

/// <summary>What can be asked of an employer's record.</summary>
[GenerateSerializer, Immutable]
public abstract record EmployerCommand
{
    private EmployerCommand() { }

    /// <inheritdoc cref="Confidential.Text"/>
    public sealed override string ToString() => Confidential.Text(this);

    /// <summary>Register it under the blind index of its registry code, with its address and the blind index of that.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Register(EmployerId Employer, string RegistryCode, string Country, string Name, string IdentityKey, string? ContactEmail = null, string? ContactKey = null) : EmployerCommand;
}

/// <summary>An employer.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="RegistryCode">Code in the business register of the country.</param>
/// <param name="Country">ISO 3166-1 alpha-3 code.</param>
/// <param name="Name">Business name.</param>
/// <param name="ContactEmail">Where it is reached; only where one employer is read.</param>
[GenerateSerializer, Immutable]
public sealed record EmployerView(EmployerId Id, string RegistryCode, string Country, string Name, string? ContactEmail = null)
{
    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}

/// <summary>The blind index of an employer's address: two addresses can be compared by it, and none can be read.</summary>
[GenerateSerializer, Immutable]
public sealed record EmployerContact(string Key);

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

    /// <summary>How it is reached, for comparison only.</summary>
    [Alias("Contact"), Orleans.Concurrency.ReadOnly] Task<Outcome<EmployerContact>> Contact(CancellationToken ct);
}
