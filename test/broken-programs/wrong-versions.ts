import { Duration } from 'cdk8s';
import { ExternalSecretsBinding, SecretCreationPolicy, SecretDeletionPolicy } from 'cdk8s-temporal-auth';
import { type BrokenProgram, store, withPki, withStack } from './broken-program';

/** A version that lacks a fix, a key or an API. */
export const WRONG_VERSIONS: readonly BrokenProgram[] = [
  {
    what: 'half a server version',
    code: 'INVALID_SERVER_VERSION',
    option: 'TemporalAuthStack.serverVersion',
    build: withStack(() => ({ serverVersion: '1.32' })),
  },
  {
    what: 'a server version without tables',
    code: 'UNSUPPORTED_SERVER_VERSION',
    option: 'TemporalAuthStack.serverVersion',
    build: withStack(() => ({ serverVersion: '1.30.4' })),
  },
  {
    what: 'a server version without a published fix',
    code: 'VULNERABLE_SERVER_VERSION',
    option: 'TemporalAuthStack.serverVersion',
    build: withStack((program) => ({ serverVersion: '1.31.4', authentication: [program.oidc()] })),
  },
  {
    what: 'keys in a file for a server that reads none',
    code: 'UNREAD_KEY',
    option: 'Authentication.apiKeys.jwksFile',
    build: withStack(() => ({ serverVersion: '1.31.5' })),
  },
  {
    what: 'an operator that serves neither API version',
    code: 'UNSERVED_API_VERSION',
    option: 'ExternalSecretsBinding.operatorVersion',
    build: ({ chart }) => {
      new ExternalSecretsBinding(chart, 'Old', { store, operatorVersion: '0.8.7' });
    },
  },
  {
    what: 'policies that the operator refuses',
    code: 'INVALID_SECRET_POLICY',
    option: 'ExternalSecretsBinding.deletionPolicy',
    build: ({ chart }) => {
      const policies = { creationPolicy: SecretCreationPolicy.MERGE, deletionPolicy: SecretDeletionPolicy.DELETE };
      new ExternalSecretsBinding(chart, 'Policies', { store, ...policies });
    },
  },
  {
    what: 'certificates that live for less than cert-manager takes',
    code: 'OUT_OF_RANGE',
    option: 'MtlsPki.lifetimes.service.duration',
    build: withPki(() => ({ lifetimes: { service: { duration: Duration.minutes(30) } } })),
  },
  {
    what: 'certificates that outlive their authority',
    code: 'INVALID_LIFETIME',
    option: 'MtlsPki.clients.intermediateDuration',
    build: withPki(() => ({ lifetimes: { service: { duration: Duration.days(4 * 365) } } })),
  },
];
