import { readOnly } from '../core/surface/read-only';
import type { Role, RoleProps } from './role';
import { ROLE_TEMPLATES, type RoleTemplate } from './role-templates';
import type { TemporalNamespaces } from './temporal-namespaces';

/** How one of the predefined roles is granted. */
export interface PredefinedRoleProps {
  /**
   * In which Temporal namespaces the role holds.
   *
   * @default - all for `admin`, `operator`, `viewer` and `auditor`; `development` and `testing` for `developer`, `production` and
   * `staging` for `service`, as far as the set declares them; for the others the only one that the set
   * declares
   */
  readonly temporalNamespaces?: TemporalNamespaces;
  /**
   * Why the role may be granted more than it asks for: see `RoleProps.acceptCoarse`. With Temporal's default authorizer
   * every predefined role but `admin` needs it, and for `auditor` it is not enough.
   *
   * @default - it may not
   */
  readonly acceptCoarse?: string;
}

/** How the predefined roles are granted. */
export interface PredefinedRolesProps {
  /**
   * `temporal-admin`: everything.
   *
   * @default - exactly that, over all
   */
  readonly admin?: PredefinedRoleProps;
  /**
   * `temporal-developer`: runs workflows and activities, looks at schedules.
   *
   * @default - `development` and `testing`, and nothing beyond what it asks for
   */
  readonly developer?: PredefinedRoleProps;
  /**
   * `temporal-operator`: looks at everything that runs, terminates workflows, manages schedules.
   *
   * @default - over all, and nothing beyond what it asks for
   */
  readonly operator?: PredefinedRoleProps;
  /**
   * `temporal-viewer`: looks at workflows, activities, schedules and namespaces.
   *
   * @default - over all, and nothing beyond what it asks for
   */
  readonly viewer?: PredefinedRoleProps;
  /**
   * `temporal-service`: an application that starts, signals and queries workflows.
   *
   * @default - `production` and `staging`, and nothing beyond what it asks for
   */
  readonly service?: PredefinedRoleProps;
  /**
   * `temporal-worker`: polls for tasks and responds to them.
   *
   * @default - the only Temporal namespace that there is, and nothing beyond what it asks for
   */
  readonly worker?: PredefinedRoleProps;
  /**
   * `temporal-starter`: starts workflows and waits for their results.
   *
   * @default - the only Temporal namespace that there is, and nothing beyond what it asks for
   */
  readonly starter?: PredefinedRoleProps;
  /**
   * `temporal-schedule-manager`: manages schedules that start workflows. A schedule that cancels or terminates what still runs asks for
   * that permission too, which this role does not have.
   *
   * @default - the only Temporal namespace that there is, and nothing beyond what it asks for
   */
  readonly scheduleManager?: PredefinedRoleProps;
  /**
   * `temporal-namespace-owner`: everything in Temporal namespaces but the work of workers, and what ends or moves a Temporal namespace.
   *
   * @default - the only Temporal namespace that there is, and nothing beyond what it asks for
   */
  readonly namespaceOwner?: PredefinedRoleProps;
  /**
   * `temporal-auditor`: reads everything and changes nothing. A query runs code of a worker, so it is not among what this role reads.
   *
   * @default - over all, and nothing beyond what it asks for
   */
  readonly auditor?: PredefinedRoleProps;
}

/** The roles that a program need not define. Each exists once somebody holds it; reading it has no effect. */
export class PredefinedRoles {
  /** @internal */
  public static _create(props: PredefinedRolesProps, declared: readonly string[], make: MakeRole): PredefinedRoles {
    return new PredefinedRoles(props, declared, make);
  }

  private readonly made = new Map<RoleTemplate, Role>();

  private constructor(
    private readonly props: PredefinedRolesProps,
    private readonly declared: readonly string[],
    private readonly make: MakeRole,
  ) {}

  /** `temporal-admin`: everything. */
  public get admin(): Role {
    return this.role(ROLE_TEMPLATES.admin, this.props.admin);
  }

  /** `temporal-developer`: runs workflows and activities, looks at schedules. */
  public get developer(): Role {
    return this.role(ROLE_TEMPLATES.developer, this.props.developer);
  }

  /** `temporal-operator`: looks at everything that runs, terminates workflows, manages schedules. */
  public get operator(): Role {
    return this.role(ROLE_TEMPLATES.operator, this.props.operator);
  }

  /** `temporal-viewer`: looks at workflows, activities, schedules and namespaces. */
  public get viewer(): Role {
    return this.role(ROLE_TEMPLATES.viewer, this.props.viewer);
  }

  /** `temporal-service`: starts, signals and queries workflows. */
  public get service(): Role {
    return this.role(ROLE_TEMPLATES.service, this.props.service);
  }

  /** `temporal-worker`: polls for tasks and responds to them. */
  public get worker(): Role {
    return this.role(ROLE_TEMPLATES.worker, this.props.worker);
  }

  /** `temporal-starter`: starts workflows and waits for their results. */
  public get starter(): Role {
    return this.role(ROLE_TEMPLATES.starter, this.props.starter);
  }

  /** `temporal-schedule-manager`: manages schedules, and starts the workflows that they start. */
  public get scheduleManager(): Role {
    return this.role(ROLE_TEMPLATES.scheduleManager, this.props.scheduleManager);
  }

  /** `temporal-namespace-owner`: everything in Temporal namespaces but the work of workers, and what ends or moves one. */
  public get namespaceOwner(): Role {
    return this.role(ROLE_TEMPLATES.namespaceOwner, this.props.namespaceOwner);
  }

  /** `temporal-auditor`: reads everything and changes nothing. */
  public get auditor(): Role {
    return this.role(ROLE_TEMPLATES.auditor, this.props.auditor);
  }

  private role(template: RoleTemplate, props: PredefinedRoleProps = {}): Role {
    const known = this.made.get(template);
    if (known !== undefined) return known;
    const { name, description, permissions, defaultNamespaces } = template;
    const { declared } = this;
    const role = this.make(name, {
      description,
      permissions: [...permissions],
      acceptCoarse: props.acceptCoarse,
      // Where it holds is asked for once somebody holds it: reading a role is no use of it.
      get temporalNamespaces() {
        return props.temporalNamespaces ?? defaultNamespaces(declared);
      },
    });
    this.made.set(template, role);
    return role;
  }
}

readOnly(PredefinedRoles);

type MakeRole = (name: string, props: RoleProps) => Role;
