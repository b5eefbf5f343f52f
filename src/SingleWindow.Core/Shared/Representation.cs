namespace SingleWindow.Core.Shared;

/// <summary>By which right somebody acts for another: found at the start of the request, and holding only while the book of mandates is at this version.</summary>
/// <param name="Representative">The party that really acts.</param>
/// <param name="Schemes">Under which schemes only; null for all.</param>
/// <param name="Mandates">Ids of the mandates that allow it.</param>
/// <param name="Version">Version of the represented party's book of mandates: what is written under it is written only if that is still the newest.</param>
[GenerateSerializer, Immutable]
public sealed record Representation(string Representative, IReadOnlyList<string>? Schemes, IReadOnlyList<string> Mandates, long Version);
