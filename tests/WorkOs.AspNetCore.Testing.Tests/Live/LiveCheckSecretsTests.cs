using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LiveCheck;
using LiveCheck.Facts;
using LiveCheck.People;
using Microsoft.AspNetCore.WebUtilities;

namespace WorkOs.AspNetCore.Testing.Tests;

/// <summary>Nothing that was sent or answered is in the report, whatever differs.</summary>
public sealed partial class LiveCheckSecretsTests
{
    [Fact]
    public async Task The_report_has_no_value_of_the_run()
    {
        await using var sandbox = await Sandbox.StartAsync();
        Disturb(sandbox);
        using var recorder = new Recorder();

        var (findings, values) = await LiveCheckRun.AgainstAsync(sandbox, through: recorder);

        var report = Report.Of("The sandbox", findings, values);
        Assert.Contains("body.profile.(a name with other characters): the facts do not have it", report, StringComparison.Ordinal);
        Assert.True(findings.Count(finding => finding.Differences.Count > 0) > 4, report);
        Assert.True(recorder.Values.Count > 100, "The recorder saw too little.");
        Assert.All(
            recorder.Values.Concat([sandbox.ApiKey, sandbox.Connect.Applications[0].ClientSecret!, Sandbox.Email, "Margaret", "Hamilton"]),
            value => Assert.DoesNotContain(value, report, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Values where names and codes belong.</summary>
    private static void Disturb(WorkOsSandbox sandbox)
    {
        sandbox.FailNext(WorkOsSandboxEndpoints.SsoToken, 400, $$"""{"error":"{{sandbox.ApiKey}}","error_description":"{{Sandbox.Email}}"}""");
        sandbox.FailNext(WorkOsSandboxEndpoints.Organizations, 500, $"<html>{sandbox.ApiKey} {Sandbox.Email}", "text/html");
        sandbox.NextProfile(profile =>
        {
            profile["email"] = new JsonObject { [Sandbox.Email] = sandbox.ApiKey };
            profile[Sandbox.Email] = "user_01KANARIE";
            profile["user_02KANARIE"] = 1;
            profile["more"] = new JsonObject { ["user_01KANARIE"] = new JsonArray(Sandbox.Email), ["Margaret"] = "Hamilton" };
            profile["object"] = "prof_01KANARIE";
        });
        sandbox.AuthKit.NextAccessToken(claims =>
        {
            claims["iss"] = "https://example.com/" + Sandbox.Email;
            claims["urn:" + Sandbox.Email] = true;
        });
    }

    /// <summary>Keeps each text of each request and answer that is not a mere word.</summary>
    private sealed partial class Recorder : DelegatingHandler
    {
        private readonly ConcurrentDictionary<string, bool> _values = new(StringComparer.Ordinal);

        public Recorder() => InnerHandler = AllChecks.NewHandler();

        public ICollection<string> Values => _values.Keys;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is { } content)
            {
                var sent = await content.ReadAsStringAsync(cancellationToken);
                AddJson(sent);
                AddQuery(sent);
            }

            AddQuery(request.RequestUri!.Query);
            var answer = await base.SendAsync(request, cancellationToken);
            await answer.Content.LoadIntoBufferAsync(cancellationToken);
            AddJson(await answer.Content.ReadAsStringAsync(cancellationToken));
            AddQuery(answer.Headers.Location?.OriginalString ?? "");
            return answer;
        }

        private void AddJson(string text)
        {
            try
            {
                Add(JsonNode.Parse(text));
            }
            catch (JsonException)
            {
            }
        }

        private void AddQuery(string text)
        {
            foreach (var (_, value) in QueryHelpers.ParseQuery(text[(text.IndexOf('?', StringComparison.Ordinal) + 1)..]))
            {
                Add(value.ToString());
            }
        }

        private void Add(JsonNode? node)
        {
            switch (node)
            {
                case JsonObject members:
                    foreach (var (name, member) in members)
                    {
                        Add(name);
                        Add(member);
                    }

                    break;
                case JsonArray items:
                    items.ToList().ForEach(Add);
                    break;
                case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                    Add(value.GetValue<string>());
                    break;
                default:
                    break;
            }
        }

        private void Add(string value)
        {
            if (value.Length >= 6 && !Word().IsMatch(value) && !value.StartsWith("urn:ietf:", StringComparison.Ordinal))
            {
                _values[value] = true;
            }
        }

        [GeneratedRegex("^(?:[A-Za-z_ ]+|RS256)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
        private static partial Regex Word();
    }
}
