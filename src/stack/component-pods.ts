import { createHash } from 'node:crypto';
import { Construct } from 'constructs';
import type { EnforcementMode } from '../enforcement/mode';
import type { PodModel } from '../kubernetes/model';
import { PodFiles } from '../kubernetes/pod-files';
import { ServiceIdentity } from '../kubernetes/service-identity';
import type { AuthModel } from '../model/auth-model';
import { COMPONENT_NAMES, COMPONENTS, type Component, componentName, isService } from '../pki/model/component';
import { certificateOf, frontendTrustOf } from '../temporal/pki-lookup';
import { podNeeds } from '../temporal/pod-needs';
import { callerTrustHash, serverTrustHash, TRUST_HASH } from '../temporal/trust-hash';
import type { ComponentCloudIdentities } from './stack-props';

/** Changes when the configuration that a pod mounts changes, so that its Deployment rolls. */
const CONFIG_HASH = 'temporal-auth/config-sha256';

/** What the pods of a stack's components follow from, as far as it may change until they are written. */
interface Contents {
  model(): AuthModel;
  /** What the server's pods read of its configuration. */
  serverConfig(): Readonly<Record<string, string>>;
  readonly mode: EnforcementMode;
  /** Told when a pod of the server is given files that it keeps. */
  settle(): void;
  /** Told when the pods of the Web UI are given their files. */
  serveUi(): void;
}

/** What the pods of each component need, each with a ServiceAccount of its own that has no token for the Kubernetes API. */
export function componentPods(
  stack: Construct,
  namePrefix: string,
  cloud: ComponentCloudIdentities,
  contents: Contents,
): Readonly<Record<Component, PodFiles>> {
  const scope = new Construct(stack, 'Identities');
  const pods = COMPONENT_NAMES.map((component) => {
    const identity = new ServiceIdentity(scope, component, {
      serviceAccountName: componentName(namePrefix, component),
      cloudIdentity: cloud[COMPONENTS[component].option],
    });
    return [component, PodFiles._of(identity, contentsOf(component, contents))] as const;
  });
  return Object.fromEntries(pods) as Record<Component, PodFiles>;
}

function contentsOf(component: Component, { model, serverConfig, settle, serveUi, mode }: Contents): PodModel {
  const needs = () => podNeeds(model(), component);
  if (!isService(component)) {
    const hash = (of: AuthModel) => callerTrustHash(of, certificateOf(of, component), frontendTrustOf(of, component));
    const use = component === 'ui' ? serveUi : undefined;
    return { needs, use, annotations: { [TRUST_HASH]: () => hash(model()) } };
  }
  return {
    needs,
    settle,
    wrongImage: mode.wrongImage,
    annotations: {
      [CONFIG_HASH]: () => sha256(`${JSON.stringify(serverConfig())}${mode.readAtStart(model())}`),
      [TRUST_HASH]: () => serverTrustHash(model(), component),
    },
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
