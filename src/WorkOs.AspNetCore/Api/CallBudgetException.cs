namespace WorkOs.AspNetCore;

/// <summary>A call to WorkOS was not made, because there were too many calls just now.</summary>
internal sealed class CallBudgetException() : Exception("Too many calls to WorkOS were caused just now; this one was not made.");
