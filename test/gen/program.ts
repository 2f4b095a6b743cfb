import { App, Chart } from 'cdk8s';
import { RbacRoleSet } from '../../src/access/rbac-role-set';
import { Authentication } from '../../src/authn/authentication';
import { Database } from '../../src/persistence/database';
import type { PostgresOptions } from '../../src/persistence/postgres';
import { ExternalSecretsBinding } from '../../src/secrets/external-secrets-binding';
import { SecretStoreRef } from '../../src/secrets/secret-store-ref';
import type { TemporalAuthStackProps } from '../../src/stack/stack-props';
import { TemporalAuthStack } from '../../src/stack/temporal-auth-stack';
import { jwksFile } from './public-keys';

/** An object of a manifest. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly data?: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: a manifest is read as it is written
  readonly [field: string]: any;
}

/** Parts of a whole program that is right until a test breaks it. */
export class Program {
  public readonly app: App;
  /** The chart of the Temporal server. */
  public readonly chart: Chart;
  /** The chart of an application in a Kubernetes namespace of its own. */
  public readonly elsewhere: Chart;
  public readonly vault: ExternalSecretsBinding;

  /** @param outdir where the manifests are written, in tests that write them; @param namespace the server's in Kubernetes */
  public constructor(outdir?: string, namespace = 'temporal') {
    this.app = new App({ outdir });
    this.chart = new Chart(this.app, 'temporal', { namespace });
    this.elsewhere = new Chart(this.app, 'payments', { namespace: 'payments' });
    this.vault = this.vaultIn(this.chart);
  }

  /** A place for values of the store in the chart's Kubernetes namespace. */
  public vaultIn(chart: Chart, secretName = 'temporal-secrets'): ExternalSecretsBinding {
    return new ExternalSecretsBinding(chart, `Vault-${secretName}`, {
      store: SecretStoreRef.store('vault'),
      secretName,
    });
  }

  public database(more: Partial<PostgresOptions> = {}): Database {
    return Database.postgres({
      host: 'postgres.databases.svc.cluster.local',
      password: this.vault.fetch('database-password', 'temporal/database', 'password'),
      serverCa: this.vault.fetch('database-ca.crt', 'temporal/database', 'ca.crt'),
      ...more,
    });
  }

  public apiKeys(audience = 'temporal'): Authentication {
    return Authentication.apiKeys({ jwksFile, audience });
  }

  /** Tokens of a provider, and login to the UI. */
  public oidc(audience = 'temporal'): Authentication {
    return Authentication.oidc({
      issuerUrl: 'https://login.example.com/realms/company',
      jwksUri: 'https://login.example.com/realms/company/jwks.json',
      audience,
      login: {
        clientId: 'temporal-ui',
        clientSecret: this.vault.fetch('oidc-client-secret', 'temporal/oidc', 'client_secret'),
        uiUrl: 'https://temporal.example.com',
      },
    });
  }

  public roles(): RbacRoleSet {
    return new RbacRoleSet(this.chart, 'Roles', {
      temporalNamespaces: ['payments'],
      predefined: { worker: { acceptCoarse: 'accepted' } },
    });
  }

  /** The stack, with what it cannot do without. */
  public stack(props: Partial<TemporalAuthStackProps> = {}): TemporalAuthStack {
    return new TemporalAuthStack(this.chart, 'Auth', {
      authentication: props.authentication ?? [this.apiKeys()],
      database: props.database ?? this.database(),
      ...props,
    });
  }

  /** Everything that would be written. */
  public get objects(): KubeObject[] {
    return [...this.chart.toJson(), ...this.elsewhere.toJson()];
  }

  /** The object that `Kind namespace/name` means. */
  public object(identity: string): KubeObject {
    const found = this.objects.find((object) => identityOf(object) === identity);
    if (found === undefined) throw new Error(`${identity} is not emitted; there are ${this.identities.join(', ')}`);
    return found;
  }

  /** `Kind namespace/name` of all objects. */
  public get identities(): string[] {
    return this.objects.map(identityOf);
  }

  /** What cdk8s's validation says about the whole program. */
  public get problems(): string[] {
    return this.app.node.findAll().flatMap((construct) => construct.node.validate());
  }
}

/** A program with every part: two ways to authenticate, login to the UI, roles, and a service that holds one. */
export function completeProgram(): Program & { readonly auth: TemporalAuthStack } {
  const program = new Program();
  const roles = program.roles();
  const auth = program.stack({ roles, authentication: [program.apiKeys(), program.oidc()] });
  const worker = auth.addService('payments-worker', { temporalNamespace: 'payments' });
  roles.predefined.worker.bind(worker);
  return Object.assign(program, { auth });
}

function identityOf({ kind, metadata }: KubeObject): string {
  return `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
}
