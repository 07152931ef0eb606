// An OpenID provider on a loopback port that the system chooses, with the tokens that an AuthKit domain issues:
// access tokens are JWTs with client_id and org_id, refresh tokens rotate. It says "issuer: …" once it listens.
import { createServer } from 'node:http';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Provider } from 'oidc-provider';

const redirectUris = ['https://app.example.com/signin-workos-connect'];
const client = (id, method, grants = ['authorization_code']) => ({
  client_id: id,
  ...(method === 'none' ? {} : { client_secret: 's3cr3t/of+the=application' }),
  token_endpoint_auth_method: method,
  redirect_uris: redirectUris,
  response_types: ['code'],
  grant_types: grants,
});

const newKey = () => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
  kid: `sso_oidc_key_pair_${randomUUID()}`,
  alg: 'RS256',
  use: 'sig',
});

const configuration = (keys) => ({
  clients: [
    client('client_post', 'client_secret_post'),
    client('client_basic', 'client_secret_basic'),
    client('client_public', 'none'),
    client('client_offline', 'client_secret_post', ['authorization_code', 'refresh_token']),
  ],
  jwks: { keys },
  cookies: { keys: ['a key for the cookies of a test'] },
  scopes: ['openid', 'profile', 'email', 'offline_access'],
  claims: { openid: ['sub'], profile: ['name', 'given_name', 'family_name'], email: ['email', 'email_verified'] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  rotateRefreshToken: true,
  expiresWithSession: () => false,
  issueRefreshToken: (ctx, application) => application.grantTypeAllowed('refresh_token'),
  ttl: { AccessToken: 300, IdToken: 3600, AuthorizationCode: 60, RefreshToken: 86400, Grant: 86400, Session: 86400, Interaction: 600 },
  features: {
    devInteractions: { enabled: false },
    revocation: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => 'https://api.acme.com/',
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({ scope: 'openid', audience: 'client_environment', accessTokenFormat: 'jwt', accessTokenTTL: 300 }),
    },
  },
  extraTokenClaims: () => ({ org_id: 'org_acme', permissions: ['posts:read'], sid: 'app_consent_01' }),
  findAccount: (ctx, id) => ({
    accountId: id,
    claims: () => ({ sub: id, name: 'Ada Lovelace', given_name: 'Ada', family_name: 'Lovelace', email: 'ada@acme.com', email_verified: true }),
  }),
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope('openid profile email offline_access');
    grant.addResourceScope('https://api.acme.com/', 'openid');
    await grant.save();
    return grant;
  },
});

const server = createServer();
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const issuer = `http://127.0.0.1:${server.address().port}`;

let provider;
let callback;
const replaceKeys = () => {
  provider = new Provider(issuer, configuration([newKey()]));
  provider.on('server_error', (ctx, error) => console.error(error));
  callback = provider.callback();
};
replaceKeys();

server.on('request', async (request, response) => {
  if (request.url === '/test/replace-keys') {
    replaceKeys();
    response.writeHead(204).end();
  } else if (request.url.startsWith('/interaction/')) {
    const { params } = await provider.interactionDetails(request, response);
    await provider.interactionFinished(request, response, params.login_hint === 'decline'
      ? { error: 'access_denied', error_description: 'The user declined.' }
      : { login: { accountId: 'user_01HXYZ' } });
  } else {
    callback(request, response);
  }
});

// Ends with the test run, whatever became of it.
process.stdin.on('end', () => process.exit(0)).resume();
console.log(`issuer: ${issuer}`);
