import { resolve } from 'node:path';
import { App, Chart } from 'cdk8s';
import type { Command } from 'commander';
import { refuse } from '../../core/errors';
import { text } from '../../core/guards';
import { labelName, namespaceName } from '../../core/names';
import { CertificateAuthority } from '../../pki/authorities/certificate-authority';
import { KeyAlgorithm } from '../../pki/certificates/key-algorithm';
import { CLIENT_COMPONENTS, type ClientComponent, COMPONENTS, type OptionOf } from '../../pki/model/component';
import { MtlsPki } from '../../pki/mtls-pki';
import type { Plan } from '../../plan/plan';
import { planHere } from '../../plan/plan-mode';
import { SecretStoreRef } from '../../secrets/secret-store-ref';
import { type ProgramOptions, planOfProgram } from '../program';

/** What a program would declare, where there is none. */
interface Flags extends Readonly<Partial<Record<OptionOf<ClientComponent>, boolean>>> {
  /** The folder of the certificate store; none of the others is known without it. */
  readonly store?: string;
  /** The Kubernetes namespace of the Temporal server. */
  readonly namespace?: string;
  readonly frontendDnsName?: readonly string[];
  readonly person?: readonly string[];
  /** Each `<name>`, or `<Kubernetes namespace>/<name>`. */
  readonly service?: readonly string[];
  readonly databaseUser?: string;
  readonly keyAlgorithm?: KeyAlgorithm;
}

/** Where a command learns what certificates there are to be. */
export interface PlanSource extends Flags, ProgramOptions {}

const NAMESPACE = 'temporal';

/** Lets a command be told by flags what it is otherwise told by a program. */
export function withFlags(command: Command): Command {
  const { Option } = require('commander') as typeof import('commander');
  const each = (value: string, former: readonly string[] = []) => [...former, value];
  command
    .optionsGroup('In the place of a program, all in local authorities:')
    .addOption(new Option('--store <folder>', 'the certificate store').conflicts(['app', 'plan']))
    .option('--namespace <name>', `the Kubernetes namespace of the Temporal server (default: ${NAMESPACE})`)
    .option('--frontend-dns-name <name>', 'one more name of the frontend; may be repeated', each);
  for (const component of CLIENT_COMPONENTS) {
    command.option(`--${component}`, `a certificate for ${COMPONENTS[component].what}`);
  }
  return command
    .option('--person <name>', 'one for a person; may be repeated', each)
    .option('--service <name>', 'one for a service, <name> or <Kubernetes namespace>/<name>; may be repeated', each)
    .option('--database-user <name>', 'one that the server shows its database')
    .addOption(
      new Option('--key-algorithm <algorithm>', `of all private keys (default: ${KeyAlgorithm.ECDSA_P256})`).choices(
        Object.values(KeyAlgorithm),
      ),
    );
}

/** What the program, or flags in its place, ask of certificate stores. Throws `MISSING_OPTION`, `INVALID_VALUE`, `NO_PLAN`. */
export function planOf({ app, plan, ...flags }: PlanSource): Plan {
  return planOfFlags(flags) ?? planOfProgram({ app, plan });
}

/** The plan of what flags declare; undefined where none does. Throws `MISSING_OPTION` and what MtlsPki throws. */
export function planOfFlags(flags: Flags): Plan | undefined {
  const { store } = flags;
  // Rotation is a matter of programs: flags cannot say in which phase an authority is.
  if (store !== undefined) return { ...planHere(() => declare(flags, store)), rotations: [] };
  const given = FLAGS.find((flag) => flags[flag] !== undefined);
  if (given === undefined) return undefined;
  return refuse('MISSING_OPTION', {
    option: '--store',
    expected: 'the folder of the certificate store beside what is to lie in it',
    fix: 'Give --store <folder>, or declare it in the program.',
  });
}

const FLAGS: readonly (keyof Flags)[] = [
  'namespace',
  'frontendDnsName',
  ...CLIENT_COMPONENTS.map((component) => COMPONENTS[component].option),
  'person',
  'service',
  'databaseUser',
  'keyAlgorithm',
];

/** The options by which a command is told what all of them need to know. */
export const SOURCE: readonly string[] = ['app', 'plan', 'store', ...FLAGS, 'passphraseFile'];

function declare(flags: Flags, store: string): MtlsPki {
  const { namespace = NAMESPACE, frontendDnsName, person = [], service = [], databaseUser } = flags;
  const app = new App();
  const charts = new Map<string, Chart>();
  const chartOf = (of: string, option: string) => {
    const chart = charts.get(of) ?? new Chart(app, namespaceName(of, option), { namespace: of });
    charts.set(of, chart);
    return chart;
  };
  const local = CertificateAuthority.local({
    store: resolve(text('the path of a folder')(store, '--store')),
    secretStore: SecretStoreRef.clusterStore('unused'), // no manifest is made that would name it
  });
  const pki = new MtlsPki(chartOf(namespace, '--namespace'), 'Pki', {
    internode: local,
    frontend: local,
    clients: local,
    ...(databaseUser !== undefined && { database: local }),
    ...(frontendDnsName && { frontendDnsNames: [...frontendDnsName] }),
    ...(flags.keyAlgorithm && { keyAlgorithm: flags.keyAlgorithm }),
  });
  for (const component of CLIENT_COMPONENTS) {
    const { option, askedBy } = COMPONENTS[component];
    if (flags[option]) pki[askedBy]();
  }
  for (const name of person) pki.addPersonCertificate(labelName(name, '--person'));
  for (const each of service) {
    const [, of = namespace, name] = /^(?:([^/]*)\/)?(.*)$/.exec(each) ?? [];
    pki.addServiceCertificate(labelName(name, '--service'), { scope: chartOf(of, '--service') });
  }
  if (databaseUser !== undefined) pki.addDatabaseClientCertificate({ user: databaseUser });
  return pki;
}
