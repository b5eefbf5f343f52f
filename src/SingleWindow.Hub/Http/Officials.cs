using SingleWindow.Core.Authorities;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Http;

/// <summary>Finds the official whom a body names, at the caller's own authority.</summary>
internal static class Officials
{
    public static async Task<(Official? Official, Problem? Problem)> Find(Api api, OfficialId? id, bool required, CancellationToken ct)
    {
        // Whoever comes for no authority, has no officials; a grain without a key would answer nobody (dotnet/orleans#9070).
        var official = id is null || !AuthorityNames.Exists(api.Caller.Party) ? null : (await api.Grains.GetGrain<IAuthorityGrain>(api.Caller.Party).Official(id.Value, ct)).Value;
        var missing = official is null && (required || id is not null);
        return (official, missing ? AuthorityProblems.UnknownOfficial.At(new FieldError("/official", "unknown", "The id of an official of your authority.")) : null);
    }
}
