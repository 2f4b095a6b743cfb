import { App, Chart } from 'cdk8s';
import { MtlsPki } from '../../src/pki/mtls-pki';
import type { MtlsPkiProps } from '../../src/pki/mtls-pki-props';

/** An object of a manifest, as far as the tests look at it. */
export interface EmittedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: Readonly<Record<string, unknown>>;
}

/** A program with a PKI in Kubernetes namespace `temporal`, and a chart in `payments`. */
export class PkiProgram {
  public readonly app = new App();
  public readonly chart = new Chart(this.app, 'temporal', { namespace: 'temporal' });
  public readonly elsewhere = new Chart(this.app, 'payments', { namespace: 'payments' });
  public readonly pki: MtlsPki;

  public constructor(props?: MtlsPkiProps) {
    this.pki = new MtlsPki(this.chart, 'Pki', props);
  }

  public get objects(): EmittedObject[] {
    return [...this.chart.toJson(), ...this.elsewhere.toJson()];
  }

  /** `Certificate temporal/temporal-internode` for each object, in the order in which they are written. */
  public get names(): string[] {
    return this.objects.map(({ kind, metadata: { namespace, name } }) => `${kind} ${namespace ?? ''}/${name}`);
  }

  /** The specification of the object that `names` calls so. */
  public spec(name: string): EmittedObject['spec'] {
    const object = this.objects[this.names.indexOf(name)];
    if (object === undefined) throw new Error(`${name} is not emitted; there are ${this.names.join(', ')}`);
    return object.spec;
  }

  /** What cdk8s's validation says about the whole program. */
  public get problems(): string[] {
    return this.app.node.findAll().flatMap((construct) => construct.node.validate());
  }
}
