import type { Fault } from '../broken';

const OF = 'global/authorization';

export const SERVER_FAULTS: readonly Fault[] = [
  ['authorization', 'no authorizer', (it) => it.config('internal.yaml', `${OF}/authorizer`)],
  ['authorization', 'an empty claim mapper', (it) => it.config('frontend.yaml', `${OF}/claimMapper`, '')],
  ['authorization', 'no audience', (it) => it.config('frontend.yaml', `${OF}/audience`, '')],
  ['authorization', 'another claim', (it) => it.config('frontend.yaml', `${OF}/permissionsClaimName`, 'scope')],
  ['authorization', 'no keys', (it) => it.config('frontend.yaml', `${OF}/jwtKeyProvider`)],
  [
    'authorization',
    'an empty source of keys',
    (it) => it.config('frontend.yaml', `${OF}/jwtKeyProvider/keySourceURIs/2`, ''),
  ],
  [
    'authorization',
    'keys of somebody else',
    (it) => it.config('frontend.yaml', `${OF}/jwtKeyProvider/keySourceURIs/1`, 'https://other.example.com'),
  ],
  [
    'authorization',
    'a private key among the public ones',
    (it) => it.text('temporal-jwks', 'jwks.json', '"kty"', '"d":"x","kty"'),
  ],
  [
    'authorization',
    'a file without keys',
    (it) => it.text('temporal-jwks', 'jwks.json', '{"keys":[', '{"keys":[],"other":['),
  ],
  [
    'authorization',
    'an HTTP port',
    (it) => it.config('internal.yaml', 'services/internal-frontend/rpc/httpPort', 7246),
  ],
  ['claims', 'an inactive user', (it) => it.text('temporal-claims', 'claims.json', '"user-0"', '"user-1"')],
  ['claims', 'a level that does not exist', (it) => it.text('temporal-claims', 'claims.json', ':admin', ':owner')],
  [
    'claims',
    'a Temporal namespace that is not there',
    (it) => it.text('temporal-claims', 'claims.json', '"payments:', '"other:'),
  ],
  ['claims', 'another claim', (it) => it.text('temporal-claims', 'claims.json', '"permissions"', '"scope"')],
  ['claims', 'none at all', (it) => it.remove('ConfigMap temporal/temporal-claims')],
];
