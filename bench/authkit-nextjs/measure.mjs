// The two steps of authkit-nextjs for a request with a session: unseal the cookie (iron-session), verify the access token (jose).
// Prints the processor time of one request in microseconds: node bench/authkit-nextjs/measure.mjs
import { sealData, unsealData } from 'iron-session';
import { SignJWT, createLocalJWKSet, exportJWK, generateKeyPair, jwtVerify } from 'jose';

const password = 'a password of the benchmark, which is long enough';
const warmUps = 2_000;
const requestsInBlock = 100;
const blocks = 100;

const { publicKey, privateKey } = await generateKeyPair('RS256');
const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: 'key', alg: 'RS256', use: 'sig' }] });
const permissions = Array.from({ length: 10 }, (_, i) => `documents-${i + 1}:write`);
const accessToken = await new SignJWT({
  sid: 'session_01HQ3ZTB5D8F1H4K7N0Q3T6W9Y', org_id: 'org_01HQ3ZJ6X8K2V4N7M9P1R5T3WY', role: 'admin', permissions,
})
  .setProtectedHeader({ alg: 'RS256', kid: 'key' })
  .setSubject('user_01HQ4A1C7E9G2J5M8P0S3V6X9Z')
  .setIssuedAt()
  .setExpirationTime('1d')
  .sign(privateKey);
const user = { id: 'user_01HQ4A1C7E9G2J5M8P0S3V6X9Z', email: 'ada.lovelace@acme.com', firstName: 'Ada', lastName: 'Lovelace', emailVerified: true };
const cookie = await sealData({ accessToken, refreshToken: 'x'.repeat(25), user }, { password, ttl: 0 });

async function request() {
  const session = await unsealData(cookie, { password });
  await jwtVerify(session.accessToken, keys);
}

for (let i = 0; i < warmUps; i++) await request();
const times = [];
for (let block = 0; block < blocks; block++) {
  const before = process.cpuUsage();
  for (let i = 0; i < requestsInBlock; i++) await request();
  const { user: inUser, system } = process.cpuUsage(before);
  times.push((inUser + system) / requestsInBlock);
}
times.sort((a, b) => a - b);
console.log(`unseal and verify: ${times[blocks / 2].toFixed(0)} µs of processor time for a request, a cookie of ${cookie.length} characters`);
