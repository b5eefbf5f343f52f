using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SingleWindow.Core.Audit;

namespace SingleWindow.Core.Tests.Audit;

public sealed class AuditLeafTests
{
    private static readonly byte[] Salt = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private static readonly AuditAct Read = new(
        "xid_1", "record.read", new(2026, 3, 2, 10, 0, 0, 123, TimeSpan.FromHours(2)), new("tax-client", "TAX", "audit"), "P01", "AM-023", ["wageMonthly", "employer"], "allowed",
        """{"worker":"Олена Õunapuu","code":"49001010008"}""");

    [Fact]
    public void The_canonical_bytes_of_version_1_never_change() =>
        AuditLeaf.Of(Read, Salt, "ab12").Should().Be(
            """{"actor":"TAX/audit","basis":"AM-023","client":"tax-client","commitment":"398aee58dc6a06ae21582924f31be8891c876e75af0e2165580f43e8e11e58ee","decision":"allowed","fields":["employer","wageMonthly"],"kind":"record.read","purpose":"P01","subject":"ab12","time":"2026-03-02T08:00:00.123Z","v":1,"xid":"xid_1"}""");

    [Fact]
    public void What_is_not_there_is_null_and_not_left_out() =>
        AuditLeaf.Of(Read with { Purpose = null, Basis = null, Fields = [], Actor = Actor.Hub }, Salt, null).Should()
            .StartWith("""{"actor":"HUB","basis":null,"client":"hub",""").And.Contain("""
            "fields":[],"kind":"record.read","purpose":null,"subject":null,"time":
            """);

    [Fact]
    public void The_members_stand_in_alphabetical_order_without_white_space()
    {
        var leaf = AuditLeaf.Of(Read, Salt, "ab12");

        JsonElement.Parse(leaf).EnumerateObject().Select(member => member.Name).Should().BeInAscendingOrder(StringComparer.Ordinal);
        leaf.Should().NotContain(" ").And.NotContain("\n");
        Encoding.UTF8.GetByteCount(leaf).Should().Be(leaf.Length, "canonical bytes are ASCII");
    }

    [Fact]
    public void The_commitment_is_the_hash_of_salt_and_payload()
    {
        var commitment = JsonElement.Parse(AuditLeaf.Of(Read, Salt, null)).GetProperty("commitment").GetString();

        commitment.Should().Be(Convert.ToHexStringLower(SHA256.HashData([.. Salt, .. Encoding.UTF8.GetBytes(Read.Payload)])));
    }

    [Fact]
    public void Another_payload_or_salt_has_another_commitment() =>
        Gen.Select(Gen.String, Gen.String, Gen.Byte.Array[32], Gen.Byte.Array[32]).Sample((payload, other, salt, another) =>
            (AuditLeaf.Commit(salt, payload) == AuditLeaf.Commit(salt, other)) == Encoding.UTF8.GetBytes(payload).SequenceEqual(Encoding.UTF8.GetBytes(other))
            && (AuditLeaf.Commit(salt, payload) == AuditLeaf.Commit(another, payload)) == salt.SequenceEqual(another));

    [Fact]
    public void No_word_of_the_payload_stands_in_the_leaf()
    {
        var leaf = AuditLeaf.Of(Read, Salt, "ab12");

        foreach (var word in new[] { "Олена", "Õunapuu", "unapuu", "49001010008", "worker" }) leaf.Should().NotContain(word);
    }

    [Fact]
    public void The_order_in_which_fields_were_read_does_not_matter() =>
        AuditLeaf.Of(Read with { Fields = ["employer", "wageMonthly"] }, Salt, "ab12").Should().Be(AuditLeaf.Of(Read, Salt, "ab12"));

    [Fact]
    public void One_instant_has_one_text_whatever_its_offset() =>
        AuditLeaf.Of(Read with { At = Read.At.ToUniversalTime() }, Salt, "ab12").Should().Be(AuditLeaf.Of(Read, Salt, "ab12"));
}
