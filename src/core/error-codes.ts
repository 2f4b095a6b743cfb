/**
 * Every code that this library refuses a program with. The codes are promised to stay; `docs/errors.md` says what each means, and
 * shows a program that is refused with it.
 */
export const ERROR_CODES = [
  // options of plain-JavaScript and TypeScript callers
  'UNKNOWN_OPTION',
  'MISSING_OPTION',
  'WRONG_TYPE',
  'UNSAFE_KEY',
  'UNSAFE_TEXT',
  'OUT_OF_RANGE',
  'INVALID_VALUE',
  'DUPLICATE_VALUE',
  'EMPTY_LIST',

  // Kubernetes
  'INVALID_NAME',
  'RESERVED_NAMESPACE',
  'SHARED_NAMESPACE',
  'MISSING_NAMESPACE',
  'DUPLICATE_OBJECT',
  'FORBIDDEN_GRANT',
  'FORBIDDEN_SUBJECT',
  'MISSING_PEER',
  'UNMET_ACKNOWLEDGEMENT',

  // secrets
  'SECRET_AS_TEXT',
  'INVALID_SECRET_POLICY',
  'FOREIGN_SECRET',
  'DUPLICATE_SECRET_KEY',
  'UNSERVED_API_VERSION',
  'SECRET_ELSEWHERE',

  // certificates
  'SHARED_ISSUER',
  'EXPOSED_INTERNODE',
  'UNPROVEN_TRUST',
  'INVALID_SAN',
  'NAME_NOT_PERMITTED',
  'INVALID_LIFETIME',
  'DUPLICATE_CERTIFICATE',
  'UNCHECKED_REQUESTS',
  'REFUSED_BY_CERT_MANAGER',
  'UNLIMITED_TENANT',
  'LATE_TENANT',
  'DUPLICATE_TENANT',
  'ISSUER_ELSEWHERE',
  'UNSEEN_CERTIFICATE',
  'MISSING_TRUST',
  'WRONG_USAGE',
  'SPLIT_TRUST',

  // the local authority
  'INVALID_CERTIFICATE',
  'CERTIFICATE_MISMATCH',
  'CERTIFICATE_NOT_YET_VALID',
  'CERTIFICATE_EXPIRED',
  'CERTIFICATE_NEAR_EXPIRY',
  'INVALID_CHAIN',
  'INVALID_PRIVATE_KEY',
  'PRIVATE_KEY_ENCRYPTED',
  'WRONG_PASSPHRASE',
  'KEY_MISMATCH',
  'WEAK_KEY',
  'WEAK_SIGNATURE',

  // the certificate store
  'UNSAFE_STORE',
  'DAMAGED_STORE',
  'BUSY_STORE',
  'STORE_IO',
  'MISSING_PRIVATE_KEY',
  'STORE_BEHIND',
  'NO_PLAN',
  'MISSING_OBJECT',
  'KUBECTL_FAILED',
  'SHARED_STORE',

  // rotation
  'INVALID_ROTATION_RECORD',
  'UNRECORDED_ROTATION',
  'UNSAFE_ROTATION',

  // authentication
  'INVALID_URL',
  'INVALID_JWKS',
  'MISSING_AUDIENCE',
  'AUDIENCE_MISMATCH',
  'NO_AUTHENTICATION',
  'DUPLICATE_AUTHENTICATION',
  'SHARED_KEYS',

  // authorization
  'INVALID_PERMISSION',
  'INVALID_TEMPORAL_NAMESPACE',
  'UNKNOWN_TEMPORAL_NAMESPACE',
  'DUPLICATE_ROLE',
  'DUPLICATE_USER',
  'UNKNOWN_ROLE',
  'EMPTY_ROLE',
  'ROLE_NOT_EXPRESSIBLE',
  'COARSE_ROLE',
  'CLUSTER_ACTIONS_WITHHELD',
  'NO_ACCESS',
  'GROUP_NOT_MAPPED',
  'INVALID_SCOPE',
  'POLICY_TOO_LARGE',
  'OUTDATED_FILES',
  'BROKEN_GUARANTEE',
  'INVALID_USER',

  // Temporal
  'INVALID_SERVER_VERSION',
  'UNSUPPORTED_SERVER_VERSION',
  'VULNERABLE_SERVER_VERSION',
  'UNSEEN_SERVER_VERSION',
  'UNREAD_KEY',
  'NAME_NOT_IN_CERTIFICATE',
  'UNBOUND_SERVICE',
  'UI_UNUSABLE',
  'DUPLICATE_SERVICE',
  'EMITTED_TEXT_UNSAFE',
  'PATCHED_OUTPUT',
] as const;

/** The stable code of an error or finding. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** The codes of warnings that a program may accept. */
export const WARNING_CODES = [
  'SHARED_NAMESPACE',
  'UNCHECKED_REQUESTS',
  'UNLIMITED_TENANT',
  'UNSEEN_CERTIFICATE',
  'CERTIFICATE_NEAR_EXPIRY',
  'INVALID_CHAIN',
  'COARSE_ROLE',
  'CLUSTER_ACTIONS_WITHHELD',
  'NO_ACCESS',
  'UNBOUND_SERVICE',
  'UI_UNUSABLE',
  'INVALID_URL',
  'SHARED_KEYS',
  'UNSEEN_SERVER_VERSION',
] as const satisfies readonly ErrorCode[];

/** The codes of errors that a program may accept as well: what they stand for is open, and may be meant. */
export const ACCEPTED_ERROR_CODES = ['EXPOSED_INTERNODE'] as const satisfies readonly ErrorCode[];

/** The code of what stops synthesis only under `strict`; a patch that is allowed does not at all. */
export type WarningCode = (typeof WARNING_CODES)[number] | 'UNMET_ACKNOWLEDGEMENT' | 'PATCHED_OUTPUT';

/** The command that prints what the documentation says of a code: a path or an address would not be there in every language and offline. */
export function documentationOf(code: ErrorCode): string {
  return `npx temporal-auth explain ${code}`;
}
