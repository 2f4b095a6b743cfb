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

/** The roles that a program need not define. Each comes into being when it is first used. */
export class PredefinedRoles {
  /** @internal */
  public static _create(props: PredefinedRolesProps, add: AddRole, declared: readonly string[]): PredefinedRoles {
    return new PredefinedRoles(props, add, declared);
  }

  private readonly made = new Map<RoleTemplate, Role>();

  private constructor(
    private readonly props: PredefinedRolesProps,
    private readonly add: AddRole,
    private readonly declared: readonly string[],
  ) {}

  /** `temporal-admin`: everything. */
  public get admin(): Role {
    return this.role(ROLE_TEMPLATES.admin, this.props.admin);
  }

  /** `temporal-developer`: runs workflows and activities, looks at schedules. Throws `UNKNOWN_TEMPORAL_NAMESPACE`. */
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

  /** `temporal-service`: starts, signals and queries workflows. Throws `UNKNOWN_TEMPORAL_NAMESPACE`. */
  public get service(): Role {
    return this.role(ROLE_TEMPLATES.service, this.props.service);
  }

  /** `temporal-worker`: polls for tasks and responds to them. Throws `MISSING_OPTION`. */
  public get worker(): Role {
    return this.role(ROLE_TEMPLATES.worker, this.props.worker);
  }

  private role(template: RoleTemplate, props: PredefinedRoleProps = {}): Role {
    let role = this.made.get(template);
    if (role === undefined) {
      role = this.add(template.name, {
        description: template.description,
        permissions: [...template.permissions],
        temporalNamespaces: props.temporalNamespaces ?? template.defaultNamespaces(this.declared),
        acceptCoarse: props.acceptCoarse,
      });
      this.made.set(template, role);
    }
    return role;
  }
}

type AddRole = (name: string, props: RoleProps) => Role;
