using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Permits;

/// <summary>What can be asked of a permit. Facts that other grains own come in the command: the rules are pure.</summary>
[GenerateSerializer, Immutable]
public abstract partial record PermitCommand
{
    private PermitCommand() { }

    /// <inheritdoc cref="Confidential.Text"/>
    public sealed override string ToString() => Confidential.Text(this);

    /// <summary>Grant it, as the application's decision says.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Grant(PermitEvent.Granted Granted) : PermitCommand;

    /// <summary>A day has passed that may matter: the last of the permit or of the job search.</summary>
    [GenerateSerializer, Immutable]
    public sealed record PassTime : PermitCommand;
}
