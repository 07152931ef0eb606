namespace WorkOs.AspNetCore;

/// <summary>WorkOS was not asked, because it has been asked too much just now.</summary>
internal sealed class CallBudgetException() : Exception("Too many calls to WorkOS were caused just now; this one was not made.");
