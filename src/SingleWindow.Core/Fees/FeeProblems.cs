using SingleWindow.Core.Shared;

namespace SingleWindow.Core.Fees;

/// <summary>Refusals about fees. Codes are never used again for another meaning.</summary>
public static class FeeProblems
{
    /// <summary>Unpaid is incomplete: nothing is complete, and nothing granted, before a fee that is due at filing is paid.</summary>
    public static readonly Problem Unpaid = new("FEE-00001", 409, "A fee that is due at filing has not been paid");

    /// <summary>Members of a payment break a rule.</summary>
    public static readonly Problem Invalid = new("FEE-00002", 422, "The payment breaks a rule");

    /// <summary>The employer pays, and does not recover it (Dir. 2024/1233 art. 10).</summary>
    public static readonly Problem EmployerPays = new("FEE-00003", 422, "This fee is the employer's: what the worker paid is given back to him, and the employer pays");

    /// <summary>A payment pays once.</summary>
    public static readonly Problem BankReferenceUsed = new("FEE-00004", 409, "This bank reference belongs to another payment");

    /// <summary>The fee costs nothing here.</summary>
    public static readonly Problem NothingDue = new("FEE-00005", 422, "Nothing has to be paid for this fee");

    /// <summary>More payments than anybody needs.</summary>
    public static readonly Problem TooMany = new("FEE-00006", 409, "The application has as many payments as it may have");
}
