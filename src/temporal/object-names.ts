import { componentName, type ProfileComponent } from '../pki/model/component';

/** The names of the objects that the stack emits, in one place for those who emit them and those who mount them. */
export function objectNames(prefix: string) {
  return {
    serverConfig: `${prefix}-server-config`,
    jwks: `${prefix}-jwks`,
    profile: (component: ProfileComponent) => `${componentName(prefix, component)}-profile`,
  };
}

/** The name of the ConfigMap or Secret with the profile of a declared service, in the service's own Kubernetes namespace. */
export function serviceProfileName(service: string): string {
  return `${service}-temporal-profile`;
}
