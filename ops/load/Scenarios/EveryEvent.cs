using SingleWindow.Hub.Feeds;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Load.Scenarios;

/// <summary>A read model that wants every event and keeps nothing: what is left is the feed itself.</summary>
internal sealed class EveryEvent(string name) : IProjection
{
    public string Name => name;

    public IReadOnlyList<Type> Follows => [typeof(object)];

    public int Revision => 1;

    public IReadOnlyList<string> Tables => [];

    public string Schema => "";

    public ValueTask Apply(FeedEvent happened, IViewWriter views, CancellationToken ct) => ValueTask.CompletedTask;
}
