// An OpenID provider on a free port. Its users need no password. It prints its address and runs until its input ends.
//
//   node provider.mjs REDIRECT_URI
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const ROLES = { ann: ['reader', 'manager'], bob: [] };
const [redirectUri] = process.argv.slice(2);

const server = createServer((request, response) => provider.callback()(request, response));
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const issuer = `http://localhost:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'shop',
      client_secret: 'a secret of the shop and of the provider',
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: 'client_secret_post',
    },
  ],
  claims: { openid: ['sub', 'groups'], profile: ['name'] },
  conformIdTokenClaims: false,
  pkce: { required: () => false },
  cookies: { keys: ['a key of the tests'] },
  findAccount: (context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, groups: ROLES[id] ?? [], name: `${id} of the shop` }),
  }),
});

console.log(issuer);
process.stdin.resume().on('end', () => process.exit());
