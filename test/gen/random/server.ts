import { Duration } from 'cdk8s';
import {
  type ClientCertificate,
  Enforcement,
  KeyAlgorithm,
  MtlsPki,
  RequestApproval,
  SecretReadGrant,
  SharedRoot,
  TemporalAuthStack,
  type TemporalService,
  type Tenant,
} from 'cdk8s-temporal-auth';
import type { IntendedCaller, IntendedServer } from '../../invariants/emitted/facts';
import { type Access, accessOf } from './access';
import { authorityOf } from './authorities';
import { type AuthorityChoice, signsEverywhere } from './authority-choice';
import { bringForCaller, bringForServer } from './brought';
import type { ServerChoice, ServiceChoice } from './choices';
import { FrontendTrust } from './frontend-trust';
import { intendedOf } from './intended';
import type { Place } from './place';
import {
  asksCertManager,
  authenticationOf,
  CLOUDS,
  databaseOf,
  hasApproval,
  serverVersionOf,
  showsCertificate,
} from './server-options';
import { addWorkload } from './workloads';

/** A tenant of a server, and what was decided about its authority. */
interface RandomTenant {
  readonly tenant: Tenant;
  readonly choice: AuthorityChoice;
}

/** One Temporal server of a choice, all of it, and what its program means by it. */
export class RandomServer {
  public readonly pki: MtlsPki;
  public readonly access: Access;
  public readonly auth: TemporalAuthStack;
  private readonly tenants: readonly RandomTenant[];
  private readonly trust: FrontendTrust;
  private readonly callers: IntendedCaller[] = [];

  constructor(
    private readonly choice: ServerChoice,
    public readonly place: Place,
  ) {
    this.access = accessOf(place.chart, choice.access);
    this.pki = this.makePki();
    this.tenants = choice.tenants.map(({ authority }, index) => this.addTenant(authority, `team-${index}`));
    this.trust = new FrontendTrust(this.pki, choice.authorities.frontend, place);
    this.addPersonsAndComponents();
    this.auth = this.makeStack();
    const services = choice.services.map((drawn, index) => this.addService(drawn, index));
    this.addWorkloads(services);
    bringForServer(choice, place);
  }

  /** What the program means; said once it is whole. */
  public get intended(): IntendedServer {
    const { choice, place, callers, access } = this;
    const tenants = this.tenants.map(({ tenant, choice }) => ({ name: tenant.tenantName, authority: choice }));
    return intendedOf(choice, place, { callers, tenants, access, trustDomain: this.trustDomain });
  }

  private get namespace(): string {
    return this.place.chart.namespace as string;
  }

  private get trustDomain(): string {
    return this.choice.trustDomain ?? this.choice.clusterDomain;
  }

  private get signing() {
    const { prefix, local } = this.place;
    return { prefix, namespace: this.namespace, ...(local && { local }) };
  }

  private makePki(): MtlsPki {
    const { choice, place, trustDomain } = this;
    const { authorities: of, clusterDomain } = choice;
    const roots = {
      now: new SharedRoot({ name: 'company', keyAlgorithm: KeyAlgorithm.ECDSA_P384 }),
      next: new SharedRoot({ name: 'company-2' }),
    };
    const authority = (purpose: keyof typeof of, domain: string) =>
      authorityOf(of[purpose], { ...this.signing, name: purpose, domain, roots }, place.existing);
    return new MtlsPki(place.chart, 'Pki', {
      internode: authority('internode', clusterDomain),
      frontend: authority('frontend', clusterDomain),
      clients: authority('clients', trustDomain),
      ...(showsCertificate(choice) && { database: authority('database', trustDomain) }),
      namePrefix: place.prefix,
      clusterDomain,
      trustDomain: choice.trustDomain,
      frontendDnsNames: choice.frontendDnsNames,
      frontendIpAddresses: choice.frontendIpAddresses,
      keyAlgorithm: choice.keyAlgorithm,
      lifetimes: { service: { duration: Duration.days(choice.leafDays) } },
      ...(asksCertManager(choice) && { certificates: choice.certificates }),
      ...(hasApproval(choice) && { requestApproval: RequestApproval.approverPolicy() }),
      rotationRecord: place.record,
    });
  }

  private addTenant(choice: AuthorityChoice, name: string): RandomTenant {
    const domain = `${name}.${this.trustDomain}`;
    const authority = authorityOf(choice, { ...this.signing, name, domain }, this.place.existing);
    return { tenant: this.pki.addTenant(name, { authority }), choice };
  }

  private addPersonsAndComponents(): void {
    const { choice, pki, trust } = this;
    this.tenants.forEach((of, index) => {
      if (!choice.tenants[index].hasPerson) return;
      this.admit(of.tenant.addPersonCertificate('lead', trust.near('none')), of);
    });
    for (const person of choice.persons) this.admit(pki.addPersonCertificate(person, trust.near('none')));
    this.admit(pki.addUiCertificate(trust.near(choice.componentTrust)));
    this.admit(pki.addCommandLineCertificate(trust.near(choice.componentTrust)));
  }

  private makeStack(): TemporalAuthStack {
    const { choice, place } = this;
    const identity = CLOUDS[choice.cloud ?? 'irsa'];
    const auth = new TemporalAuthStack(place.chart, 'Auth', {
      pki: this.pki,
      roles: this.access.roles,
      authentication: authenticationOf(choice, place.vault),
      database: databaseOf(choice, place),
      summary: false,
      ...serverVersionOf(choice.version),
      ...(choice.permissionsClaim !== undefined && {
        enforcement: Enforcement.defaultAuthorizer({ permissionsClaimName: choice.permissionsClaim }),
      }),
      ...(choice.cloud !== undefined && { cloudIdentities: { history: identity, ui: identity } }),
    });
    const { internode } = choice.authorities;
    const isExposed = internode.kind === 'secrets' || (signsEverywhere(internode) && !hasApproval(choice));
    if (isExposed) auth.acknowledge('EXPOSED_INTERNODE', 'this program is drawn');
    return auth;
  }

  private addService(drawn: ServiceChoice, index: number): TemporalService {
    const { auth, access, place, trust } = this;
    const of = this.tenants[drawn.tenant ?? -1]; // there may be fewer
    const isElsewhere = drawn.elsewhere && signsEverywhere(of?.choice ?? this.choice.authorities.clients);
    const name = `${place.prefix}-service-${index}`;
    const vault = isElsewhere ? place.vaultElsewhere : place.vault;
    const service = auth.addService(name, {
      temporalNamespace: access.temporalNamespaces[0],
      ...(of && { tenant: of.tenant }),
      ...(isElsewhere ? { scope: place.elsewhere, ...trust.far(drawn.trust) } : trust.near(drawn.trust)),
      ...(drawn.apiKey && { apiKey: vault().fetch(`${name}-key`, 'temporal/api-keys', name) }),
      ...(drawn.cloud && { cloudIdentity: CLOUDS.gke }),
    });
    if (drawn.hasRole) access.bind(service);
    this.admit(service.certificate, of);
    return service;
  }

  private addWorkloads(services: readonly TemporalService[]): void {
    const { choice, auth, place } = this;
    const { workloads } = choice;
    for (const component of Object.keys(workloads) as Array<keyof typeof workloads>) {
      const drawn = workloads[component];
      const name = `${place.prefix}-${component.toLowerCase()}`;
      if (drawn !== undefined) addWorkload(place.chart, name, auth[component], drawn);
    }
    services.forEach((service, index) => {
      const { workload } = choice.services[index];
      const chart = service.kubernetesNamespace === this.namespace ? place.chart : place.elsewhere;
      if (workload !== undefined) addWorkload(chart, service.subjectId, service.pod, workload);
    });
    if (!choice.grant) return;
    new SecretReadGrant(place.chart, 'Grant', {
      secretNames: [`${place.prefix}-reports`],
      identities: [auth.history.identity, ...services.map(({ identity }) => identity)],
    });
  }

  /** Says that the frontend is to let in whoever has a certificate. */
  private admit(certificate: ClientCertificate, of?: RandomTenant): void {
    const { kubernetesNamespace, secretName } = certificate;
    const tenant = of?.tenant.tenantName;
    this.callers.push({ secret: `Secret ${kubernetesNamespace}/${secretName}`, tenant });
    const authority = of?.choice ?? this.choice.authorities.clients;
    if (authority.kind === 'secrets') bringForCaller(certificate, tenant ?? 'clients', this.place);
  }
}
