using SingleWindow.Core.Fees;
using SingleWindow.Core.Shared;
using SingleWindow.Hub.EventSourcing;

namespace SingleWindow.Hub.Fees;

/// <summary>Finds the book of a bank reference by its blind index.</summary>
internal sealed class BankReferences(IGrainFactory grains, IdentityKeys keys)
{
    /// <summary>Names a bank reference for an application, before its payment is reported. Null: it is this application's.</summary>
    public async Task<Problem?> Claim(string reference, ApplicationId application, CommandContext context, CancellationToken ct) =>
        (await (await Book(reference, ct)).Handle(new(application, ByRegister: false), context.Part($"bank-reference/{application}"), ct)).Problem is { } problem
            ? problem.At(new FieldError("/bankReference", "used", "A payment pays for one application."))
            : null;

    /// <summary>The book.</summary>
    public async ValueTask<IBankReferenceGrain> Book(string reference, CancellationToken ct) =>
        grains.GetGrain<IBankReferenceGrain>($"bnk_{await keys.Exactly("bank-reference", "", BankReference.Plain(reference), ct)}");
}
