using SingleWindow.Core.Authorities;
using SingleWindow.Core.Shared;

namespace SingleWindow.Hub.Http;

/// <summary>Finds the official whom a body names, at the caller's own authority.</summary>
internal static class Officials
{
    public static async Task<(Official? Official, Problem? Problem)> Find(Api api, OfficialId? id, bool required, CancellationToken ct)
    {
        // Of no authority there are no officials, and a grain without a key answers nobody (dotnet/orleans#9070).
        var official = id is null || api.Caller.Party is "" ? null : (await api.Grains.GetGrain<IAuthorityGrain>(api.Caller.Party).Official(id.Value, ct)).Value;
        var missing = official is null && (required || id is not null);
        return (official, missing ? AuthorityProblems.UnknownOfficial.At(new FieldError("/official", "unknown", "The id of an official of your authority.")) : null);
    }
}
