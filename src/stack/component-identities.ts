import { Construct } from 'constructs';
import { ServiceIdentity } from '../kubernetes/service-identity';
import type { Component } from '../pki/model/component';
import type { ComponentCloudIdentities } from './stack-props';

/** The ServiceAccount of each component of the server, none with a token for the Kubernetes API. */
export class ComponentIdentities extends Construct {
  /** The frontend's. */
  public readonly frontend: ServiceIdentity;
  /** The internal frontend's. */
  public readonly internalFrontend: ServiceIdentity;
  /** The history service's. */
  public readonly history: ServiceIdentity;
  /** The matching service's. */
  public readonly matching: ServiceIdentity;
  /** That of Temporal's own worker service. */
  public readonly worker: ServiceIdentity;
  /** The Web UI's. */
  public readonly ui: ServiceIdentity;
  /** The command line's. */
  public readonly commandLine: ServiceIdentity;

  /**
   * Used by `TemporalAuthStack`, which checks the options.
   *
   * @param namePrefix what the names begin with
   * @param cloud the identity that a cloud gives to the pods of each component
   */
  constructor(scope: Construct, id: string, namePrefix: string, cloud: ComponentCloudIdentities = {}) {
    super(scope, id);
    const account = (component: Component, cloudIdentity?: ComponentCloudIdentities['ui']) =>
      new ServiceIdentity(this, component, { serviceAccountName: `${namePrefix}-${component}`, cloudIdentity });
    this.frontend = account('frontend', cloud.frontend);
    this.internalFrontend = account('internal-frontend', cloud.internalFrontend);
    this.history = account('history', cloud.history);
    this.matching = account('matching', cloud.matching);
    this.worker = account('worker', cloud.worker);
    this.ui = account('ui', cloud.ui);
    this.commandLine = account('command-line', cloud.commandLine);
  }

  /** @internal */
  public _of(component: Component): ServiceIdentity {
    const identities: Record<Component, ServiceIdentity> = {
      frontend: this.frontend,
      'internal-frontend': this.internalFrontend,
      history: this.history,
      matching: this.matching,
      worker: this.worker,
      ui: this.ui,
      'command-line': this.commandLine,
    };
    return identities[component];
  }
}
