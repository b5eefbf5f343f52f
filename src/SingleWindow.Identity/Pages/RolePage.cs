using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SingleWindow.Identity.Accounts;

namespace SingleWindow.Identity.Pages;

/// <summary>Whoever has several roles says in which one to act now.</summary>
internal static class RolePage
{
    public static void MapRole(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/role", async (HttpContext http, SignedIn signedIn, Sessions sessions) => await signedIn.Find() is { } person
            ? Show(http, await sessions.RolesOf(person.Account.Id, http.RequestAborted), person.Session.RoleId)
            : Results.Redirect(SafeReturn.Link("/account/sign-in", http.Back())));
        pages.MapPost("/role", async (HttpContext http, SignedIn signedIn, Sessions sessions) =>
        {
            if (await signedIn.Find() is not { } person) return Results.Redirect(SafeReturn.Link("/account/sign-in", http.Back()));
            var roles = await sessions.RolesOf(person.Account.Id, http.RequestAborted);
            if (roles.FirstOrDefault(role => $"{role.Id}" == http.Posted("role")) is not { } chosen) return Show(http, roles, null, new Fault($"role-{(roles.Count == 0 ? 0 : roles[0].Id)}", "Choose a role."));
            await sessions.Choose(person.Session, chosen.Id, http.RequestAborted);
            return Results.Redirect(http.Back());
        });
    }

    private static Page Show(HttpContext http, IReadOnlyList<AccountRole> roles, long? chosen, params Fault[] faults) => new("Choose your role", Forms.Form(http, "/account/role", "Continue", Html.Of($"""
        <fieldset>
        <legend>In which role do you act now?</legend>
        {Html.Join(roles.Select(role => Choice(role, role.Id == chosen)))}</fieldset>

        """), http.Return()), faults);

    private static Html Choice(AccountRole role, bool chosen) => Html.Of($"""
        <div class="choice"><input type="radio" id="role-{role.Id.ToString()}" name="role" value="{role.Id.ToString()}"{(chosen ? Html.Of($" checked") : default)}>
        <label for="role-{role.Id.ToString()}">{role.Scope} of {role.Party}{(role.Unit is null ? "" : $", unit {role.Unit}")}{(role.Purposes.Length == 0 ? "" : $", for {role.Purposes}")}</label></div>

        """);
}
