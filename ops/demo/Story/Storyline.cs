using SingleWindow.Demo.Country;

namespace SingleWindow.Demo.Story;

/// <summary>Plays the scenes that were not played on this store before.</summary>
internal static class Storyline
{
    public static async Task Play(Narrator narrator, Inhabitants land, CancellationToken ct)
    {
        var tale = new Tale(narrator, land, ct);
        foreach (var scene in Scenes.Past) await Play(tale, scene);
        await land.Calendar.ReachThePresent(ct);
        foreach (var scene in Scenes.Present) await Play(tale, scene);
    }

    private static async Task Play(Tale tale, Scene scene)
    {
        if (await scene.Employer(tale.Land).Find(scene.Reference, tale.Ct) is null) await PlayNow(tale, scene);
        else await tale.Narrator.Say($"{scene.Reference} was played before.");
        await EnrolWorker(tale.Land, scene, tale.Ct);
    }

    private static async Task PlayNow(Tale tale, Scene scene)
    {
        await tale.Narrator.Say($"{scene.Reference}  {tale.Today:d MMM yyyy}  {scene.Text}");
        await tale.Narrator.Hear(() => scene.Play(tale, scene.Reference), tale.Ct);
    }

    // A scene that was played before, or that broke off, has not enrolled its worker.
    private static async Task EnrolWorker(Inhabitants land, Scene scene, CancellationToken ct)
    {
        if (scene.Worker is not { } key || land.Registry.Logins.Any(login => login.ClientId == Clients.WorkerOf(key, "").ClientId)) return;
        if (await scene.Employer(land).Find(scene.Reference, ct) is { Worker: { } worker }) await land.Registry.Enrol(Clients.WorkerOf(key, worker), ct);
    }
}
