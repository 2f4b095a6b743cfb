import { refuse } from '../../core/errors';
import type { AnyDatabaseModel } from '../../persistence/model';
import {
  type CallerCertificateOptions,
  ClientCertificate,
  callerOptions,
  type DatabaseClientCertificateOptions,
  databaseOptions,
} from '../certificates/client-certificate';
import { spiffeId } from '../certificates/spiffe-id';
import { databaseClientOf } from '../model/certificate';
import { CLIENT_COMPONENTS, type ClientComponent, COMPONENTS, componentName } from '../model/component';
import type { CallerCertificates } from './caller-certificates';
import type { Registry } from './registry';

/** The certificate that the server shows its database, where the program gives no other name. */
const DATABASE_CLIENT = 'database-client';

/**
 * The certificates of the server's components and of its database user: asked for by the program, or, where it has not by then,
 * made for the stack. Whoever asks for one of the stack's afterwards is given it, so that the order of lines does not matter.
 */
export class ServerCertificates {
  /** Those that were made for the stack, by name. */
  private readonly made = new Map<string, ClientCertificate>();

  /** @param path of the construct that asks for them */
  public constructor(
    private readonly callers: CallerCertificates,
    private readonly registry: Registry,
    private readonly path: string,
  ) {}

  /** The certificate of a component. Throws `DUPLICATE_CERTIFICATE`, `ISSUER_ELSEWHERE`, `MISSING_TRUST`, `SPLIT_TRUST`. */
  public ofComponent(component: ClientComponent, options?: CallerCertificateOptions): ClientCertificate {
    const option = `MtlsPki.${COMPONENTS[component].askedBy}`;
    const read = callerOptions(options, option);
    const made = this.made.get(component);
    if (made !== undefined) return Object.keys(read).length === 0 ? made : this.refuseLate(option, made);
    return this.callers.addPod(component, component, componentName(this.registry.settings.namePrefix, component), read);
  }

  /** The certificate of a database user. Throws `DUPLICATE_CERTIFICATE`. */
  public ofDatabaseUser(options: DatabaseClientCertificateOptions): ClientCertificate {
    const option = 'MtlsPki.addDatabaseClientCertificate';
    const { user, name = DATABASE_CLIENT } = databaseOptions(options, option);
    const made = name === DATABASE_CLIENT ? this.made.get(name) : undefined;
    if (made !== undefined) return made.commonName === user ? made : this.refuseLate(option, made);
    const { namespace, trustDomain } = this.registry.settings;
    const uris = [spiffeId(trustDomain, 'ns', namespace, 'certificate', name)];
    const leaf = { role: DATABASE_CLIENT, name, namespace, commonName: user, uris, path: this.path } as const;
    return ClientCertificate._of(this.registry.addCertificate(leaf, this.registry.authority('database')));
  }

  /** Makes what the program has not asked for. Throws what asking for it throws. */
  public complete({ clientCertificate }: Pick<AnyDatabaseModel, 'clientCertificate'>): void {
    const { certificates } = this.registry;
    for (const component of CLIENT_COMPONENTS) {
      if (certificates.some(({ role }) => role === component)) continue;
      this.made.set(component, this.ofComponent(component));
    }
    if (clientCertificate === undefined) return;
    const { user } = clientCertificate;
    // One of this name was meant for the server; that it names another user is a finding.
    const named = certificates.some(({ holder, tenant }) => holder === DATABASE_CLIENT && tenant === undefined);
    if (named || databaseClientOf(certificates, clientCertificate)?.commonName === user) return;
    this.made.set(DATABASE_CLIENT, this.ofDatabaseUser({ user }));
  }

  private refuseLate(option: string, { name, secretName, commonName }: ClientCertificate): never {
    return refuse('DUPLICATE_CERTIFICATE', {
      option,
      path: this.path,
      found: `certificate "${name}" of ${commonName} in Secret "${secretName}"`,
      expected: 'to be asked with options before the stack is made, which has made this certificate by now',
      fix: 'Ask before new TemporalAuthStack(…); or ask for what the stack made, without options of your own.',
    });
  }
}
