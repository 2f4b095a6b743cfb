import { readOnly } from '../core/surface/read-only';
import type { Role, RoleProps } from './role';
import { ROLE_TEMPLATES, type RoleTemplate } from './role-templates';
import type { TemporalNamespaces } from './temporal-namespaces';

/** How one of the predefined roles is granted. */
export interface PredefinedRoleProps {
  /**
   * In which Temporal namespaces the role holds.
   *
   * @default - all for `admin`, `operator` and `viewer`; `development` and `testing` for `developer`, `production` and
   * `staging` for `service`, as far as the set declares them; for `worker` the only one that the set declares
   */
  readonly temporalNamespaces?: TemporalNamespaces;
  /**
   * Why the role may be granted more than it asks for: see `RoleProps.acceptCoarse`. With Temporal's default authorizer
   * every predefined role but `admin` needs it.
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
