using SingleWindow.Hub.PersonalData;

namespace SingleWindow.Hub.Tests.PersonalData;

public sealed class KeyCacheTests
{
    private static KeyRef Key(int i) => new($"wrk_{i}", "identity");

    [Fact]
    public void It_stays_bounded_and_keeps_what_is_used()
    {
        var cache = new KeyCache(capacity: 10);
        for (var i = 0; i < 100; i++)
        {
            cache.Add(Key(i), [(byte)i], cache.Epoch);
            cache.Find(Key(0)).Should().Equal(0);
        }

        Enumerable.Range(0, 100).Count(i => cache.Find(Key(i)) is not null).Should().BeLessThanOrEqualTo(10);
    }

    [Fact]
    public void A_key_that_was_read_before_it_was_destroyed_is_not_kept()
    {
        var cache = new KeyCache(capacity: 10);
        var beforeRead = cache.Epoch;

        cache.Forget("wrk_1", "identity");
        cache.Add(Key(1), [1], beforeRead);

        cache.Find(Key(1)).Should().BeNull();
    }

    [Fact]
    public void Forgetting_takes_one_class_or_all_of_one_person_only()
    {
        var cache = new KeyCache(capacity: 100);
        var other = new KeyRef("wrk_1", "application");
        foreach (var key in new[] { Key(1), Key(2), other }) cache.Add(key, [1], cache.Epoch);

        cache.Forget("wrk_1", "identity");
        cache.Find(Key(1)).Should().BeNull();
        cache.Find(other).Should().NotBeNull();

        cache.Forget("wrk_1", null);
        cache.Find(other).Should().BeNull();
        cache.Find(Key(2)).Should().NotBeNull();
    }
}
