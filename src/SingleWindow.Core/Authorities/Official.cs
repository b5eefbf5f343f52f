using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Authorities;

/// <summary>A person who works and signs for an authority.</summary>
/// <param name="Id">Opaque id.</param>
/// <param name="Authority">Code of the authority.</param>
/// <param name="Unit">Unit of the authority.</param>
/// <param name="Name">As it stands under a decision.</param>
/// <param name="Position">As it stands under a decision.</param>
[GenerateSerializer, Immutable]
public sealed record Official(OfficialId Id, string Authority, string Unit, string Name, string Position)
{
    /// <summary>True when he works for this caller: the wall inside an authority runs by unit, and nobody signs for another one.</summary>
    internal bool WorksFor(Actor actor) => Authority == actor.Party && (actor.Unit is null || Unit == actor.Unit);

    /// <inheritdoc cref="Confidential.Text"/>
    public override string ToString() => Confidential.Text(this);
}
