using SingleWindow.Demo.Country;
using SingleWindow.Demo.Hub;

namespace SingleWindow.Demo.Story;

/// <summary>Plays the scenes that were not played on this store before.</summary>
internal static class Storyline
{
    public static async Task Play(Narrator narrator, Inhabitants land, CancellationToken ct)
    {
        var tale = new Tale(narrator, land, ct);
        foreach (var (number, scene) in Scenes.All.Index())
        {
            if (await scene.Employer(land).Find(scene.Reference, ct) is not null) await narrator.Say($"{number + 1}. ({scene.Reference} was played before)");
            else await Play(tale, number + 1, scene);
            await EnrolWorker(land, scene, ct);
        }
    }

    private static async Task Play(Tale tale, int number, Scene scene)
    {
        await tale.Narrator.Say($"{number}. {tale.Today:d MMM yyyy}. {scene.Text}");
        try
        {
            await scene.Play(tale, scene.Reference);
        }
        catch (Exception turn) when (turn is UnexpectedTurnException or UnexpectedAnswerException or HttpRequestException)
        {
            tale.Narrator.Error(turn.Message);
        }
    }

    // A scene that was played before, or that broke off, has not enrolled its worker.
    private static async Task EnrolWorker(Inhabitants land, Scene scene, CancellationToken ct)
    {
        if (scene.Worker is not { } key || land.Registry.Logins.Any(login => login.ClientId == Clients.WorkerOf(key, "").ClientId)) return;
        if (await scene.Employer(land).Find(scene.Reference, ct) is { Worker: { } worker }) await land.Registry.Enrol(Clients.WorkerOf(key, worker), ct);
    }
}
