import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import type { CertificateAuthority } from 'cdk8s-temporal-auth';
import { plannedRotationOf } from '../../../src/plan/rotations';
import { type Facts, nothingExists } from '../../invariants/emitted/facts';
import { recordFile, recordOf } from '../../support/recorded-program';
import type { Choices } from './choices';
import { Place } from './place';
import { RandomServer } from './server';

/** A whole program of somebody's: one or two Temporal servers, their callers, and workloads of both. */
export class RandomProgram {
  public readonly app: App;
  public readonly servers: readonly RandomServer[];
  private readonly existing = nothingExists();

  /**
   * Throws what the constructs throw.
   *
   * @param outdir where the manifests are written, if they are; @param local the authority of a certificate store
   */
  constructor({ servers, isOneNamespace, output }: Choices, outdir?: string, local?: CertificateAuthority) {
    this.app = new App({ outdir, yamlOutputType: YamlOutputType[output as keyof typeof YamlOutputType] });
    this.servers = servers.map((choice, index) => {
      const namespace = index === 0 || isOneNamespace ? 'temporal' : 'second';
      const prefix = index === 0 ? choice.namePrefix : `second-${choice.namePrefix}`;
      const record = recordFile();
      const chart = new Chart(this.app, `server-${index}`, { namespace });
      const elsewhere = new Chart(this.app, `callers-${index}`, { namespace: `callers-${index}` });
      const server = new RandomServer(choice, new Place(chart, elsewhere, prefix, this.existing, record, local));
      writeRecord(server, record);
      return server;
    });
  }

  /** What it says of the cluster, and what it means. */
  public get facts(): Facts {
    const { existing, servers, app } = this;
    for (const namespace of new Set(app.charts.map((chart) => chart.namespace))) {
      existing.others.add(`SecretStore ${namespace}/vault`);
    }
    existing.others.add('ServiceAccount cert-manager/cert-manager');
    const objects = app.node.findAll().filter((construct) => ApiObject.isApiObject(construct)).length;
    return { existing, servers: servers.map(({ intended }) => intended), objects };
  }
}

/** Says that all phases have been reached. */
function writeRecord({ pki }: RandomServer, file: string): void {
  const { path, authorities } = plannedRotationOf(pki._toModel());
  recordOf(
    authorities.map(({ name, state }) => [name, state] as const),
    path,
    file,
  );
}
