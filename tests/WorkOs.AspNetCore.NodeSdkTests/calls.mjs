// Calls the sandbox with WorkOS's own SDK, as its documentation says. Each call is a line of JSON: name, ok, detail.
// The tests read the names from this file: a call is made by `await call('name', ...)`, one after the other.
import assert from 'node:assert/strict';
import { WorkOS } from '@workos-inc/node';

const [baseAddress, clientId, apiKey] = process.argv.slice(2);
const { hostname, port } = new URL(baseAddress);
const server = { apiHostname: hostname, port: Number(port), https: false, clientId, maxRetries: 0 };
const workos = new WorkOS({ ...server, apiKey });
const stranger = new WorkOS({ ...server, apiKey: 'sk_test_of_somebody_else' });
const browserApp = new WorkOS(server);

const redirectUri = 'http://localhost:5000/signin-workos';
const cookiePassword = 'a-cookie-password-of-more-than-32-characters';
const known = {};

async function call(name, act) {
  try {
    await act();
    console.log(JSON.stringify({ name, ok: true, detail: '' }));
  } catch (error) {
    console.log(JSON.stringify({ name, ok: false, detail: `${error?.stack ?? error}` }));
  }
}

/** Does what a browser does with an authorization URL, and returns the query of the callback. */
async function signIn(url, email) {
  const start = await fetch(url, { redirect: 'manual' });
  assert.equal(start.status, 302, await start.text());
  const page = new URL(start.headers.get('location'), baseAddress);
  if (page.origin !== new URL(baseAddress).origin) return page.searchParams;
  const form = new URLSearchParams({ person: email, action: 'continue' });
  const end = await fetch(page, { method: 'POST', body: form, redirect: 'manual' });
  assert.equal(end.status, 302, await end.text());
  return new URL(end.headers.get('location')).searchParams;
}

const authKitCode = async (email, options = {}) =>
  (await signIn(workos.userManagement.getAuthorizationUrl({ provider: 'authkit', redirectUri, clientId, ...options }), email)).get('code');

const claimsOf = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());

async function fails(promise, name, more = {}) {
  const error = await promise.then(() => assert.fail('It was answered.'), (failure) => failure);
  assert.equal(error.name, name, error.stack);
  for (const [key, value] of Object.entries(more)) assert.deepEqual(error[key], value);
  return error;
}

// Organizations and their domains

await call('createOrganization', async () => {
  known.organization = await workos.organizations.createOrganization({
    name: 'Umbrella', domainData: [{ domain: 'umbrella.example', state: 'verified' }], externalId: 'customer-7', metadata: { plan: 'gold' },
  });
  assert.match(known.organization.id, /^org_01[0-9A-Z]{24}$/);
  assert.equal(known.organization.domains[0].state, 'verified');
  assert.equal(known.organization.allowProfilesOutsideOrganization, false);
});

await call('getOrganization', async () => {
  assert.deepEqual(await workos.organizations.getOrganization(known.organization.id), known.organization);
});

await call('getOrganizationByExternalId', async () => {
  assert.equal((await workos.organizations.getOrganizationByExternalId('customer-7')).id, known.organization.id);
});

await call('updateOrganization', async () => {
  const changed = await workos.organizations.updateOrganization({ organization: known.organization.id, name: 'Umbrella Ltd', stripeCustomerId: 'cus_1' });
  assert.equal(changed.name, 'Umbrella Ltd');
  assert.equal(changed.stripeCustomerId, 'cus_1');
  assert.deepEqual(changed.metadata, { plan: 'gold' });
  assert.equal(changed.domains.length, 1);
});

await call('listOrganizations', async () => {
  const { data } = await workos.organizations.listOrganizations();
  assert.equal(data[0].id, known.organization.id);
  assert.ok(data.some((organization) => organization.id === 'org_acme'));
});

await call('listOrganizations with domains', async () => {
  const { data } = await workos.organizations.listOrganizations({ domains: ['umbrella.example', 'acme.com'] });
  assert.deepEqual(data.map((organization) => organization.id), [known.organization.id, 'org_acme']);
});

await call('listOrganizations with limit and after', async () => {
  const first = await workos.organizations.listOrganizations({ limit: 1 });
  const second = await workos.organizations.listOrganizations({ limit: 1, after: first.listMetadata.after });
  assert.equal(first.data.length, 1);
  assert.equal(second.data[0].id, 'org_globex');
});

await call('listOrganizations with before', async () => {
  const { data } = await workos.organizations.listOrganizations({ before: 'org_acme', limit: 1 });
  assert.deepEqual(data.map((organization) => organization.id), ['org_globex']);
});

await call('listOrganizations with order', async () => {
  const { data } = await workos.organizations.listOrganizations({ order: 'asc', limit: 2 });
  assert.deepEqual(data.map((organization) => organization.id), ['org_acme', 'org_globex']);
});

await call('createOrganizationDomain', async () => {
  known.domain = await workos.organizationDomains.createOrganizationDomain({ organizationId: known.organization.id, domain: 'umbrella.test' });
  assert.equal(known.domain.state, 'pending');
  assert.ok(known.domain.verificationToken);
});

await call('getOrganizationDomain', async () => {
  assert.deepEqual(await workos.organizationDomains.getOrganizationDomain(known.domain.id), known.domain);
});

await call('verifyOrganizationDomain', async () => {
  assert.equal((await workos.organizationDomains.verifyOrganizationDomain(known.domain.id)).state, 'verified');
});

await call('deleteOrganizationDomain', async () => {
  await workos.organizationDomains.deleteOrganizationDomain(known.domain.id);
  assert.equal((await workos.organizations.getOrganization(known.organization.id)).domains.length, 1);
});

// Users and memberships

await call('createUser', async () => {
  known.user = await workos.userManagement.createUser({
    email: 'wesker@umbrella.example', firstName: 'Albert', lastName: 'Wesker', externalId: 'employee-1', metadata: { team: 'research' },
  });
  assert.match(known.user.id, /^user_01[0-9A-Z]{24}$/);
  assert.equal(known.user.emailVerified, false);
  assert.equal(known.user.lastSignInAt, null);
});

await call('getUser', async () => {
  assert.deepEqual(await workos.userManagement.getUser(known.user.id), known.user);
});

await call('getUserByExternalId', async () => {
  assert.equal((await workos.userManagement.getUserByExternalId('employee-1')).id, known.user.id);
});

await call('updateUser', async () => {
  const changed = await workos.userManagement.updateUser({ userId: known.user.id, firstName: 'Al', emailVerified: true, email: 'al@umbrella.example' });
  assert.equal(changed.id, known.user.id);
  assert.equal(changed.firstName, 'Al');
  assert.equal(changed.lastName, 'Wesker');
  assert.equal(changed.email, 'al@umbrella.example');
  assert.equal(changed.emailVerified, true);
});

await call('listUsers', async () => {
  const { data } = await workos.userManagement.listUsers({ email: 'AL@umbrella.example' });
  assert.deepEqual(data.map((user) => user.id), [known.user.id]);
});

await call('createOrganizationMembership', async () => {
  known.membership = await workos.userManagement.createOrganizationMembership({
    organizationId: known.organization.id, userId: known.user.id, roleSlug: 'admin',
  });
  assert.equal(known.membership.status, 'active');
  assert.equal(known.membership.role.slug, 'admin');
  assert.equal(known.membership.organizationName, 'Umbrella Ltd');
});

await call('getOrganizationMembership', async () => {
  assert.deepEqual(await workos.userManagement.getOrganizationMembership(known.membership.id), known.membership);
});

await call('listUsers of an organization', async () => {
  const { data } = await workos.userManagement.listUsers({ organizationId: known.organization.id });
  assert.deepEqual(data.map((user) => user.id), [known.user.id]);
});

await call('updateOrganizationMembership', async () => {
  const changed = await workos.userManagement.updateOrganizationMembership(known.membership.id, { roleSlugs: ['owner', 'auditor'] });
  assert.deepEqual(changed.roles.map((role) => role.slug), ['owner', 'auditor']);
});

await call('deactivateOrganizationMembership', async () => {
  assert.equal((await workos.userManagement.deactivateOrganizationMembership(known.membership.id)).status, 'inactive');
  const { data } = await workos.userManagement.listOrganizationMemberships({ organizationId: known.organization.id });
  assert.deepEqual(data, []);
});

await call('listOrganizationMemberships', async () => {
  const { data } = await workos.userManagement.listOrganizationMemberships({ userId: known.user.id, statuses: ['active', 'inactive'] });
  assert.deepEqual(data.map((membership) => membership.id), [known.membership.id]);
});

await call('reactivateOrganizationMembership', async () => {
  const changed = await workos.userManagement.reactivateOrganizationMembership(known.membership.id);
  assert.equal(changed.status, 'active');
  assert.equal(changed.role.slug, 'owner');
});

// The Admin Portal, connections and single sign-on

await call('generateLink', async () => {
  const { link } = await workos.adminPortal.generateLink({
    organization: known.organization.id, intent: 'sso', successUrl: 'https://app.example/done', returnUrl: 'https://app.example',
    intentOptions: { sso: { bookmarkSlug: 'app', providerType: 'OktaSAML' } }, adminEmails: ['admin@umbrella.example'],
  });
  const opened = await fetch(link, { redirect: 'manual' });
  const end = await fetch(new URL(opened.headers.get('location'), baseAddress), {
    method: 'POST', body: new URLSearchParams({ provider: 'OktaSAML' }), redirect: 'manual',
  });
  assert.equal(end.headers.get('location'), 'https://app.example/done');
  assert.equal((await fetch(link, { redirect: 'manual' })).status, 404);
});

await call('listConnections', async () => {
  const { data } = await workos.sso.listConnections({ organizationId: known.organization.id });
  known.connection = data[0];
  assert.equal(data.length, 1);
  assert.equal(known.connection.type, 'OktaSAML');
  assert.equal(known.connection.state, 'active');
  assert.deepEqual(known.connection.domains.map((domain) => domain.domain), ['umbrella.example']);
});

await call('listConnections by type', async () => {
  const { data } = await workos.sso.listConnections({ connectionType: 'GenericOIDC' });
  assert.deepEqual(data.map((connection) => connection.id), ['conn_globex']);
});

await call('getConnection', async () => {
  assert.deepEqual(await workos.sso.getConnection(known.connection.id), known.connection);
});

await call('sso.getAuthorizationUrl', async () => {
  const url = workos.sso.getAuthorizationUrl({ organization: known.organization.id, clientId, redirectUri, state: 'a b', loginHint: 'al@umbrella.example' });
  known.callback = await signIn(url, 'al@umbrella.example');
  assert.equal(known.callback.get('state'), 'a b');
});

await call('sso.getProfileAndToken', async () => {
  known.profile = await workos.sso.getProfileAndToken({ code: known.callback.get('code'), clientId });
  assert.equal(known.profile.profile.email, 'al@umbrella.example');
  assert.equal(known.profile.profile.organizationId, known.organization.id);
  assert.equal(known.profile.profile.connectionType, 'OktaSAML');
});

await call('sso.getProfile', async () => {
  assert.deepEqual(await workos.sso.getProfile({ accessToken: known.profile.accessToken }), known.profile.profile);
});

await call('sso.getProfileAndToken with the code twice', async () => {
  await fails(workos.sso.getProfileAndToken({ code: known.callback.get('code'), clientId }), 'OauthException', { status: 400, error: 'invalid_grant' });
});

await call('sso.getAuthorizationUrlWithPKCE', async () => {
  const { url, codeVerifier, state } = await workos.sso.getAuthorizationUrlWithPKCE({ connection: 'conn_acme', clientId, redirectUri });
  const callback = await signIn(url, 'ada@acme.com');
  assert.equal(callback.get('state'), state);
  const { profile } = await workos.sso.getProfileAndToken({ code: callback.get('code'), clientId, codeVerifier });
  assert.equal(profile.email, 'ada@acme.com');
});

// Sessions

await call('authenticateWithCode', async () => {
  known.session = await workos.userManagement.authenticateWithCode({
    code: await authKitCode('ada@acme.com'), clientId, ipAddress: '192.0.2.7', userAgent: 'Test/1.0',
  });
  assert.equal(known.session.user.email, 'ada@acme.com');
  assert.equal(known.session.organizationId, 'org_acme');
  assert.deepEqual(claimsOf(known.session.accessToken).permissions, ['posts:read', 'posts:write', 'members:manage']);
});

await call('authenticateWithCodeAndVerifier', async () => {
  const { url, codeVerifier } = await browserApp.userManagement.getAuthorizationUrlWithPKCE({ provider: 'authkit', redirectUri, clientId });
  const code = (await signIn(url, 'grace@acme.com')).get('code');
  const { user } = await browserApp.userManagement.authenticateWithCodeAndVerifier({ code, codeVerifier, clientId });
  assert.equal(user.email, 'grace@acme.com');
});

await call('authenticateWithRefreshToken', async () => {
  known.refreshed = await workos.userManagement.authenticateWithRefreshToken({ refreshToken: known.session.refreshToken, clientId });
  assert.notEqual(known.refreshed.refreshToken, known.session.refreshToken);
  assert.equal(claimsOf(known.refreshed.accessToken).sid, claimsOf(known.session.accessToken).sid);
});

await call('authenticateWithRefreshToken again within 30 seconds', async () => {
  assert.deepEqual(await workos.userManagement.authenticateWithRefreshToken({ refreshToken: known.session.refreshToken, clientId }), known.refreshed);
});

await call('authenticateWithOrganizationSelection', async () => {
  const error = await fails(
    workos.userManagement.authenticateWithCode({ code: await authKitCode('margaret@acme.com'), clientId }),
    'AuthenticationException', { status: 403, code: 'organization_selection_required' });
  assert.deepEqual(error.rawData.organizations.map((organization) => organization.id).sort(), ['org_acme', 'org_globex']);
  const { organizationId } = await workos.userManagement.authenticateWithOrganizationSelection({
    pendingAuthenticationToken: error.pendingAuthenticationToken, organizationId: 'org_globex', clientId,
  });
  assert.equal(organizationId, 'org_globex');
});

await call('listSessions', async () => {
  const { data } = await workos.userManagement.listSessions(known.session.user.id);
  assert.deepEqual(data.map((session) => [session.id, session.status, session.ipAddress, session.userAgent, session.organizationId]), [
    [claimsOf(known.session.accessToken).sid, 'active', '192.0.2.7', 'Test/1.0', 'org_acme'],
  ]);
});

await call('getUser after a sign-in', async () => {
  assert.ok((await workos.userManagement.getUser(known.session.user.id)).lastSignInAt);
});

await call('getJwksUrl', async () => {
  const keys = await (await fetch(workos.userManagement.getJwksUrl(clientId))).json();
  assert.ok(keys.keys.length > 0 && keys.keys.every((key) => key.kty === 'RSA' && key.kid));
});

await call('loadSealedSession.authenticate', async () => {
  const { sealedSession } = await workos.userManagement.authenticateWithCode({
    code: await authKitCode('alan@acme.com'), clientId, session: { sealSession: true, cookiePassword },
  });
  known.sealed = workos.userManagement.loadSealedSession({ sessionData: sealedSession, cookiePassword });
  const answer = await known.sealed.authenticate();
  assert.equal(answer.authenticated, true, answer.reason);
  assert.equal(answer.organizationId, 'org_acme');
  assert.equal(answer.role, 'member');
  known.sealedId = answer.sessionId;
});

await call('loadSealedSession.refresh', async () => {
  const answer = await known.sealed.refresh();
  assert.equal(answer.authenticated, true, answer.reason);
  assert.equal(answer.sessionId, known.sealedId);
  assert.equal((await known.sealed.authenticate()).authenticated, true);
});

await call('getLogoutUrl', async () => {
  const url = await known.sealed.getLogoutUrl({ returnTo: 'http://localhost:5000/signed-out' });
  const answer = await fetch(url, { redirect: 'manual' });
  assert.equal(answer.headers.get('location'), 'http://localhost:5000/signed-out');
  assert.deepEqual(await known.sealed.refresh(), { authenticated: false, reason: 'invalid_grant', retryable: false });
});

await call('revokeSession', async () => {
  await workos.userManagement.revokeSession({ sessionId: claimsOf(known.session.accessToken).sid });
  assert.deepEqual((await workos.userManagement.listSessions(known.session.user.id)).data, []);
  await fails(
    workos.userManagement.authenticateWithRefreshToken({ refreshToken: known.refreshed.refreshToken, clientId }),
    'OauthException', { status: 400, error: 'invalid_grant' });
});

// Invitations

await call('sendInvitation', async () => {
  known.invitation = await workos.userManagement.sendInvitation({
    email: 'jill@umbrella.example', organizationId: known.organization.id, roleSlug: 'member', inviterUserId: known.user.id, expiresInDays: 3,
  });
  assert.equal(known.invitation.state, 'pending');
  assert.ok(known.invitation.acceptInvitationUrl.includes(known.invitation.token));
  assert.equal(Date.parse(known.invitation.expiresAt) - Date.parse(known.invitation.createdAt), 3 * 24 * 60 * 60 * 1000);
});

await call('listOrganizationMemberships of invited people', async () => {
  const organizationId = known.organization.id;
  const { data } = await workos.userManagement.listOrganizationMemberships({ organizationId, statuses: ['pending'] });
  assert.deepEqual(data.map((membership) => [membership.status, membership.role.slug]), [['pending', 'member']]);
  known.pending = data[0];
  assert.equal((await workos.userManagement.getUser(known.pending.userId)).email, 'jill@umbrella.example');
  await fails(
    workos.userManagement.createOrganizationMembership({ organizationId, userId: known.pending.userId }),
    'GenericServerException', { status: 400, code: 'cannot_reactivate_pending_organization_membership' });
});

await call('getInvitation', async () => {
  assert.deepEqual(await workos.userManagement.getInvitation(known.invitation.id), known.invitation);
});

await call('findInvitationByToken', async () => {
  assert.equal((await workos.userManagement.findInvitationByToken(known.invitation.token)).id, known.invitation.id);
});

await call('listInvitations', async () => {
  const { data } = await workos.userManagement.listInvitations({ organizationId: known.organization.id, email: 'jill@umbrella.example' });
  assert.deepEqual(data.map((invitation) => invitation.id), [known.invitation.id]);
});

await call('resendInvitation', async () => {
  assert.equal((await workos.userManagement.resendInvitation(known.invitation.id)).state, 'pending');
});

await call('authenticateWithCode with an invitation', async () => {
  const { token } = known.invitation;
  const code = await authKitCode('jill@umbrella.example', { invitationToken: token });
  const { user, organizationId, accessToken } = await workos.userManagement.authenticateWithCode({ code, clientId, invitationToken: token });
  assert.deepEqual(JSON.parse(Buffer.from(accessToken.split('.')[1], 'base64url')).permissions, ['posts:read']);
  assert.equal(user.email, 'jill@umbrella.example');
  assert.equal(organizationId, known.organization.id);
  const { state, acceptedUserId } = await workos.userManagement.getInvitation(known.invitation.id);
  assert.deepEqual([state, acceptedUserId], ['accepted', user.id]);
  assert.equal(user.id, known.pending.userId);
  assert.equal((await workos.userManagement.getOrganizationMembership(known.pending.id)).status, 'active');
});

await call('acceptInvitation', async () => {
  const { id } = await workos.userManagement.sendInvitation({ email: 'chris@umbrella.example', organizationId: known.organization.id, roleSlug: 'auditor' });
  const { state, acceptedUserId } = await workos.userManagement.acceptInvitation(id);
  assert.equal(state, 'accepted');
  const { data } = await workos.userManagement.listOrganizationMemberships({ userId: acceptedUserId });
  assert.deepEqual(data.map((membership) => [membership.organizationId, membership.role.slug]), [[known.organization.id, 'auditor']]);
});

await call('revokeInvitation', async () => {
  const { id } = await workos.userManagement.sendInvitation({ email: 'barry@umbrella.example' });
  assert.equal((await workos.userManagement.revokeInvitation(id)).state, 'revoked');
  await fails(workos.userManagement.acceptInvitation(id), 'GenericServerException', { status: 400, code: 'invite_not_pending' });
});

// Lists of many, and errors

await call('autoPagination', async () => {
  const emails = Array.from({ length: 105 }, (_, i) => `drone${i}@hive.example`);
  for (const email of emails) await workos.userManagement.createUser({ email });
  const list = await workos.userManagement.listUsers();
  assert.equal(list.data.length, 10);
  const all = await list.autoPagination();
  assert.equal(new Set(all.map((user) => user.id)).size, all.length);
  assert.equal(all.filter((user) => user.email.endsWith('@hive.example')).length, emails.length);
});

await call('NotFoundException', async () => {
  const error = await fails(workos.organizations.getOrganization('org_nobody'), 'NotFoundException', { status: 404, code: 'entity_not_found' });
  assert.ok(error.message.includes('org_nobody'));
  assert.match(error.requestID, /^req_/);
});

await call('UnprocessableEntityException', async () => {
  const error = await fails(workos.organizations.createOrganization({ name: '' }), 'UnprocessableEntityException', { status: 422 });
  assert.ok(error.message.includes('required'));
  assert.match(error.requestID, /^req_/);
});

await call('UnauthorizedException', async () => {
  const error = await fails(stranger.userManagement.listUsers(), 'UnauthorizedException', { status: 401 });
  assert.match(error.requestID, /^req_/);
});

await call('BadRequestException', async () => {
  const error = await fails(
    workos.userManagement.createUser({ email: 'ADA@acme.com' }), 'BadRequestException', { status: 400, code: 'user_creation_error' });
  assert.equal(error.errors[0].code, 'email_not_available');
});

await call('ConflictException', async () => {
  await fails(
    workos.organizationDomains.createOrganizationDomain({ organizationId: 'org_acme', domain: 'acme.com' }), 'ConflictException', { status: 409 });
});

await call('a member twice', async () => {
  await fails(
    workos.userManagement.createOrganizationMembership({ organizationId: known.organization.id, userId: known.user.id }),
    'GenericServerException', { status: 400, code: 'organization_membership_already_exists' });
});

await call('what is not served', async () => {
  const error = await fails(workos.directorySync.listDirectories(), 'GenericServerException', { status: 501 });
  assert.equal(error.message, 'WorkOsSandbox does not serve GET /directories.');
});

// The end of it all

await call('deleteOrganizationMembership', async () => {
  const code = await authKitCode('al@umbrella.example');
  const { refreshToken } = await workos.userManagement.authenticateWithCode({ code, clientId });
  await workos.userManagement.deleteOrganizationMembership(known.membership.id);
  await fails(workos.userManagement.authenticateWithRefreshToken({ refreshToken, clientId }), 'OauthException', { status: 400 });
  assert.equal((await workos.userManagement.getUser(known.user.id)).email, 'al@umbrella.example');
});

await call('deleteUser', async () => {
  await workos.userManagement.deleteUser(known.user.id);
  await fails(workos.userManagement.getUser(known.user.id), 'NotFoundException');
});

await call('deleteConnection', async () => {
  await workos.sso.deleteConnection(known.connection.id);
  await fails(workos.sso.getConnection(known.connection.id), 'NotFoundException');
  const url = workos.sso.getAuthorizationUrl({ organization: known.organization.id, clientId, redirectUri });
  assert.equal((await signIn(url, 'jill@umbrella.example')).get('error'), 'organization_invalid');
});

await call('deleteOrganization', async () => {
  await workos.organizations.deleteOrganization(known.organization.id);
  await fails(workos.organizations.getOrganization(known.organization.id), 'NotFoundException');
  const [jill] = (await workos.userManagement.listUsers({ email: 'jill@umbrella.example' })).data;
  assert.deepEqual((await workos.userManagement.listOrganizationMemberships({ userId: jill.id })).data, []);
});
