/** The names of the objects that the stack emits, in one place for those who emit them and those who mount them. */
export function objectNames(prefix: string) {
  return {
    serverConfig: `${prefix}-server-config`,
    jwks: `${prefix}-jwks`,
    claims: `${prefix}-claims`,
    commandLineProfile: `${prefix}-command-line-profile`,
  };
}

/** The names of what a declared service gets, in its own Kubernetes namespace. */
export function serviceObjectNames(service: string) {
  return { profile: `${service}-temporal-profile`, serviceAccount: service };
}
