namespace WorkOs.AspNetCore.Tests.Bearer;

internal sealed record BearerAnswer(int Status, string Challenge, string RetryAfter, string Body);
