/**
 * Every code that this library refuses a program with, and what it means in general. The codes are promised to stay; the
 * wording may improve. `docs/errors.md` is generated from this list.
 */
export const ERROR_CODES = {
  // options of plain-JavaScript and TypeScript callers
  UNKNOWN_OPTION: 'An option is given that does not exist; it would have been ignored.',
  MISSING_OPTION: 'A required option is missing.',
  WRONG_TYPE: 'An option has a value of another type.',
  UNSAFE_KEY: "A key such as `__proto__` would change the language's own objects.",
  UNSAFE_TEXT: 'A text holds characters that a later reader would cut, run or hide.',
  OUT_OF_RANGE: 'A number, size or duration is outside what the reader of the result accepts.',
  INVALID_VALUE: 'A text is not of the form that its reader accepts.',
  DUPLICATE_VALUE: 'The same value stands twice in a list that names things once.',
  EMPTY_LIST: 'A list is empty where an empty list would mean everything or nothing.',

  // Kubernetes
  INVALID_NAME: 'A name is not one that Kubernetes accepts.',
  RESERVED_NAMESPACE: 'A Kubernetes namespace belongs to the system.',
  SHARED_NAMESPACE: 'Keys would lie in the Kubernetes namespace that everybody uses by default.',
  MISSING_NAMESPACE: 'The chart has no Kubernetes namespace, so the objects would land wherever kubectl points.',
  DUPLICATE_OBJECT: 'Two constructs emit the same Kubernetes object; the last one applied would win.',
  FORBIDDEN_GRANT: 'A Kubernetes role would grant more than reading named Secrets.',
  FORBIDDEN_SUBJECT: 'A Kubernetes role would be bound to a group or default account that others share.',
  MISSING_PEER: 'A package that this call needs is not installed.',

  // secrets
  SECRET_AS_TEXT: 'A reference to a secret was turned into text.',
  INVALID_SECRET_POLICY: 'The External Secrets operator refuses this combination of policies.',
  FOREIGN_SECRET: 'A template uses a value that its ExternalSecret does not fetch.',
  DUPLICATE_SECRET_KEY: 'Two values would be written under one key of a Secret.',
  UNSERVED_API_VERSION: 'The declared operator does not serve this API version.',
  SECRET_ELSEWHERE: 'A Secret is used in another Kubernetes namespace than the one it lives in.',

  // certificates
  SHARED_ISSUER: 'One issuer is given for two purposes, so a certificate of one would open the listeners of the other.',
  UNPROVEN_TRUST: 'Nothing says that the root behind an issuer signs for one purpose alone.',
  INVALID_SAN: 'A subject alternative name is not one that verifiers accept.',
  NAME_NOT_PERMITTED: 'A certificate holds a name that its authority may not sign, so verifiers refuse it.',
  INVALID_LIFETIME: "A certificate's duration or renewal is refused by cert-manager or outlives its issuer.",
  DUPLICATE_CERTIFICATE: 'Two certificates are declared under one name.',
  UNCHECKED_REQUESTS:
    'By itself cert-manager approves every CertificateRequest, so whoever may create one may have a certificate in any name.',
  REFUSED_BY_CERT_MANAGER: "A Certificate or Issuer is one that cert-manager's webhook refuses when it is applied.",
  UNLIMITED_TENANT: 'Nothing that this library emits limits the names which the authority of a tenant may sign.',
  LATE_TENANT: 'A tenant is added once a pod of the server has been given the files that it trusts by.',
  DUPLICATE_TENANT: 'Two tenants have one name.',
  ISSUER_ELSEWHERE: 'A namespaced Issuer cannot sign in another Kubernetes namespace.',
  UNSEEN_CERTIFICATE: 'Certificates come in Secrets of which synthesis sees nothing, so nothing of them is proven.',
  MISSING_CERTIFICATE: 'A caller or listener has no certificate where its peer demands one.',
  MISSING_TRUST: 'A caller has no way to know the authority of the listener that it calls.',
  WRONG_USAGE: 'A certificate may not be used for what its holder does with it, so its peer would refuse it.',
  WRONG_PURPOSE: 'A certificate of one purpose is shown to a listener of another.',
  MISSING_FILE: 'A configuration names a file that the pod does not mount.',
  WRONG_FILE: 'A pod mounts another certificate, key or trust than the one that a configuration means.',
  SPLIT_TRUST:
    'A caller reads one file of trusted certificates, and those of an authority that is rotated lie in several.',

  // the local authority
  INVALID_CERTIFICATE: 'A certificate cannot be read, or is not one that every verifier reads alike.',
  CERTIFICATE_MISMATCH: 'A certificate does not hold what the program declares.',
  CERTIFICATE_NOT_YET_VALID: 'A certificate is not valid yet.',
  CERTIFICATE_EXPIRED: 'A certificate has expired.',
  CERTIFICATE_NEAR_EXPIRY: 'A certificate is due for renewal.',
  INVALID_CHAIN:
    'A chain of certificates does not lead from the leaf to the trusted root, or a verifier would refuse it.',
  INVALID_PRIVATE_KEY: 'A private key cannot be read.',
  PRIVATE_KEY_ENCRYPTED: 'A private key is encrypted and no passphrase is given.',
  WRONG_PASSPHRASE: 'A private key cannot be decrypted with the passphrase.',
  KEY_MISMATCH: 'A private key is not the one of its certificate.',
  WEAK_KEY: 'A key is not of a kind that every party accepts: RSA with 2048, 3072 or 4096 bits, P-256 or P-384.',
  WEAK_SIGNATURE: 'A certificate is signed by an algorithm that can be forged, or that some party does not verify.',

  // the certificate store
  UNSAFE_STORE:
    'A file or folder of the certificate store is a link, belongs to another user, or can be read or written by others.',
  DAMAGED_STORE: 'A file of the certificate store is missing, or does not hold what this library writes.',
  BUSY_STORE: 'Another process is changing the certificate store, or has taken over from this one.',
  STORE_IO: 'The file system refuses to read or write the certificate store.',
  MISSING_PRIVATE_KEY: 'The certificate store does not hold the private key that is asked for.',
  STORE_BEHIND: 'The certificate store lacks a certificate that the program asks for, or has another than it asks for.',
  NO_PLAN: 'The command that was to run the program did not lead to what the program declares.',
  MISSING_OBJECT: 'A Secret or ConfigMap that a caller or listener needs is not there, or lacks the key.',
  KUBECTL_FAILED: 'The program kubectl is not there, does not reach the cluster, or may not get what is asked for.',
  SHARED_STORE: 'Two authorities would write certificates under one name into one certificate store.',

  // rotation
  INVALID_ROTATION_RECORD:
    'The record of rotations does not hold what `temporal-auth pki rotate` writes, or has changed meanwhile.',
  UNRECORDED_ROTATION:
    'An authority is in another phase of its rotation than the record says, and nothing says that it may be.',
  UNSAFE_ROTATION:
    'A step of a rotation would end calls: somebody would show a certificate that somebody else does not trust yet, or no longer.',

  // authentication
  INVALID_URL: "A URL is not one that Temporal's key provider or a browser may use.",
  INVALID_JWKS: "A JSON Web Key Set is not one that Temporal's default key provider can use, or is not public.",
  MISSING_AUDIENCE: 'No audience is given, so a token made for another service would be accepted.',
  AUDIENCE_MISMATCH: 'Two authentication methods name different audiences, but the server checks one.',
  NO_AUTHENTICATION: 'No authentication method is given, so nobody could be told apart.',
  DUPLICATE_AUTHENTICATION: 'An authentication method is given twice where the server or the UI reads one.',

  // authorization
  INVALID_PERMISSION:
    'A permission is not of the form temporal:<resource>:<action>, or names something that does not exist.',
  INVALID_TEMPORAL_NAMESPACE: 'A Temporal namespace name is not one that a token can carry unambiguously.',
  UNKNOWN_TEMPORAL_NAMESPACE: 'A Temporal namespace is used that the program does not declare.',
  DUPLICATE_ROLE: 'Two roles have one name.',
  DUPLICATE_USER: 'Two users have one id.',
  UNKNOWN_ROLE: 'A role is used that the program does not declare.',
  EMPTY_ROLE: 'A role is bound to nobody.',
  ROLE_NOT_EXPRESSIBLE: "Temporal's default authorizer cannot express a role exactly.",
  COARSE_ROLE: 'A role is granted more than it asks for, as the program accepted.',
  CLUSTER_ACTIONS_WITHHELD:
    'A user who is limited to some Temporal namespaces holds a role with actions on the cluster, which the user is not granted.',
  NO_ACCESS: 'A role, or an active user, may call nothing.',
  GROUP_NOT_MAPPED: 'An OIDC group is bound, but nothing turns the group into the claim that the server reads.',
  INVALID_USER: "A user's id, e-mail address or dates are not usable.",

  // Temporal
  INVALID_SERVER_VERSION: 'A Temporal server version is not a full x.y.z.',
  UNSUPPORTED_SERVER_VERSION: 'A Temporal server version is one that this library has no tables for.',
  VULNERABLE_SERVER_VERSION: 'A Temporal server version lacks a published authorization fix.',
  UNREAD_KEY: 'The declared Temporal server version does not read a key that would be emitted.',
  NAME_NOT_IN_CERTIFICATE: "A caller verifies a name that the listener's certificate does not hold.",
  UNBOUND_SERVICE: 'A declared service holds no role, so every call of it is denied.',
  UI_UNUSABLE: 'People can log in to the Web UI, but what they hold does not let its pages load.',
  DUPLICATE_SERVICE: 'Two services have one name.',
  EMITTED_TEXT_UNSAFE: 'A rendered configuration would be read differently from how it was written.',
  PATCHED_OUTPUT: 'A patch would change an object whose content decides who is let in.',
} as const;

/** The stable code of an error or finding. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** Where the documentation explains a code. */
export function documentationOf(code: ErrorCode): string {
  return `docs/errors.md#${code.toLowerCase()}`;
}
