using System.Buffers.Text;
using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace WorkOs.AspNetCore.Benchmarks;

/// <summary>
/// One API request with an access token of an AuthKit domain, from routing to the endpoint, without a server. Each pipeline validates the same token
/// against the same key, issuer and audience.
/// </summary>
internal sealed class ApiPipeline : IDisposable
{
    private const string Domain = "https://acme.authkit.app";
    private const string Resource = "https://api.example.com";
    private const string KeyId = "sso_oidc_key_pair_01HZYX6C9YQF3K8RZP5V2W7D4E";
    private static readonly RSA Key = RSA.Create(2048);
    private static readonly string Authorization = "Bearer " + Token();

    private readonly WebApplication _app;
    private readonly RequestDelegate _pipeline;

    private ApiPipeline(Action<IServiceCollection> addScheme)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddAuthorization();
        addScheme(builder.Services);
        _app = builder.Build();
        _app.UseRouting();
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.MapGet("/me", (HttpContext context) =>
        {
            context.Response.StatusCode = context.User.FindFirst(ClaimTypes.NameIdentifier) is null && context.User.FindFirst("sub") is null
                ? StatusCodes.Status500InternalServerError
                : StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }).RequireAuthorization();
#pragma warning disable ASP0014
        _app.UseEndpoints(static _ => { });
#pragma warning restore ASP0014
        _pipeline = ((IApplicationBuilder)_app).Build();
    }

    /// <summary>Microsoft's JwtBearer scheme, configured with the keys, so that it does not request metadata.</summary>
    public static ApiPipeline JwtBearer() => new(static services => services.AddAuthentication("Bearer").AddJwtBearer("Bearer", static options =>
    {
        options.MapInboundClaims = false;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = Domain,
            ValidAudience = Resource,
            IssuerSigningKeys = new Microsoft.IdentityModel.Tokens.JsonWebKeySet(KeySet()).GetSigningKeys(),
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        };
    }));

    public static ApiPipeline Package(int tokenCacheSize) => new(services => services.AddAuthentication(WorkOsBearerDefaults.AuthenticationScheme).AddWorkOsBearer(options =>
    {
        options.AuthKitDomain = new Uri(Domain);
        options.Resource = Resource;
        options.TokenCacheSize = tokenCacheSize;
        options.BackchannelHttpHandler = new StubDomain();
    }));

    public static ApiPipeline SignatureOnly() =>
        new(static services => services.AddAuthentication("Signature").AddScheme<AuthenticationSchemeOptions, SignatureOnlyHandler>("Signature", configureOptions: null));

    public async Task<int> SendAsync()
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Request.Method = HttpMethods.Get;
        context.Request.Path = "/me";
        context.Request.Headers.Authorization = Authorization;
        await _pipeline(context);
        return context.Response.StatusCode == StatusCodes.Status204NoContent
            ? context.Response.StatusCode
            : throw new InvalidOperationException($"The request ended with {context.Response.StatusCode}.");
    }

    public void Dispose() => ((IDisposable)_app).Dispose();

    private static string Token()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var input = $"{Encode($$"""{"alg":"RS256","kid":"{{KeyId}}"}""")}.{Encode($$"""{"iss":"{{Domain}}","aud":"{{Resource}}","sub":"user_01HZYX6C9YQF3K8RZP5V2W7D4E","client_id":"client_01HZYX6C9YQF3K8RZP5V2W7D4E","sid":"app_consent_01HZYX6C9YQF3K8RZP5V2W7D4E","org_id":"org_01HZYX6C9YQF3K8RZP5V2W7D4E","scope":"openid profile email posts:read","jti":"01HZYX6C9YQF3K8RZP5V2W7D4E","iat":{{now}},"exp":{{now + 86_400}}}""")}";
        return $"{input}.{Base64Url.EncodeToString(Key.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string KeySet()
    {
        var parameters = Key.ExportParameters(includePrivateParameters: false);
        return $$"""{"keys":[{"kty":"RSA","alg":"RS256","use":"sig","kid":"{{KeyId}}","n":"{{Base64Url.EncodeToString(parameters.Modulus)}}","e":"{{Base64Url.EncodeToString(parameters.Exponent)}}"}]}""";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private sealed class StubDomain : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(request.RequestUri!.AbsolutePath == "/oauth2/jwks"
                    ? KeySet()
                    : $$"""{"issuer":"{{Domain}}","authorization_endpoint":"{{Domain}}/oauth2/authorize","token_endpoint":"{{Domain}}/oauth2/token","jwks_uri":"{{Domain}}/oauth2/jwks"}"""),
            });
    }
}
