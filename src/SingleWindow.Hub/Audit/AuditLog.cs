using System.Security.Cryptography;
using System.Text;
using SingleWindow.Core.Audit;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;
using SingleWindow.Hub.PersonalData;
using SingleWindow.Hub.Storage;

namespace SingleWindow.Hub.Audit;

/// <summary>Writes audited acts in leaf form, each in a stream of its own. What is appended together with the act happens with it or not at all.</summary>
internal sealed class AuditLog(IEventStore store, EventFormat format, IKeyVault vault)
{
    /// <summary>A new id for an act.</summary>
    public static string NewXid(DateTimeOffset now) => $"xid_{Guid.CreateVersion7(now):N}";

    /// <summary>The stream to append with the act.</summary>
    /// <param name="act">What happened.</param>
    /// <param name="subject">Opaque id of the person or thing concerned; its key holds salt and payload, its pseudonym stands in the leaf.</param>
    /// <param name="ct">Cancels.</param>
    public async ValueTask<StreamAppend> Entry(AuditAct act, string subject, CancellationToken ct)
    {
        var key = new KeyRef(subject, "audit");
        var salt = RandomNumberGenerator.GetBytes(32);
        var pseudonym = Convert.ToHexStringLower(HMACSHA256.HashData((await vault.GetOrCreate([key], ct))[0], Encoding.UTF8.GetBytes(subject)));
        var stream = new StreamId(act.Xid);
        var recorded = new AuditEvent.Recorded(AuditLeaf.Of(act, salt, pseudonym), Convert.ToBase64String(salt), act.Payload);
        return new(stream, 0, [await format.Write(recorded, stream, 1, key, ct)]);
    }

    /// <summary>Makes reads durable, all or none, before their answer leaves the hub, if the law that they rest on is the newest: check and entry are one transaction.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">There is a newer one; nothing was written.</exception>
    public async Task Record(IReadOnlyList<(AuditAct Act, string Subject)> reads, RequiredVersion law, CancellationToken ct)
    {
        var entries = new List<StreamAppend>();
        foreach (var (act, subject) in reads) entries.Add(await Entry(act, subject, ct));
        if (entries.Count > 0) await store.Append(new(CommandId.None, "", reads[0].Act.At, entries, [law]), ct);
    }

    /// <summary>Makes durable that somebody asked and was shown nothing, under whom that concerns; under himself where that is nobody, or somebody who was erased, of which the answer must not tell.</summary>
    /// <param name="act">What happened.</param>
    /// <param name="concerned">Id of the person or thing, or null.</param>
    /// <param name="reader">Id that stands for who asked.</param>
    /// <param name="mayAsk">False: he had no right to ask, and for whom the hub holds nothing he makes no key either.</param>
    /// <param name="ct">Cancels.</param>
    public async Task RecordTry(AuditAct act, string? concerned, string reader, bool mayAsk, CancellationToken ct)
    {
        if (concerned is not null && (mayAsk || await vault.Knows(concerned, ct)))
        {
            try
            {
                await Record(act, concerned, ct);
                return;
            }
            catch (KeyDestroyedException)
            {
                // As if nobody were meant.
            }
        }
        await Record(act, reader, ct);
    }

    /// <summary>Makes a read durable before its answer leaves the hub.</summary>
    public async Task Record(AuditAct act, string subject, CancellationToken ct) =>
        await store.Append(new(CommandId.None, "", act.At, [await Entry(act, subject, ct)]), ct);
}
