/** Who has a name. */
export interface Owner {
  readonly path: string;
  /** Absent where the object is of no namespace, or names none. */
  readonly namespace?: string;
  /** Whether this library made it. */
  readonly isOurs: boolean;
}

/**
 * Who has each name, by namespace. An object that names no namespace is applied into whichever is current then; so it meets each
 * object of this library that has its name.
 */
export class Owners {
  private readonly byName = new Map<string, Map<string, Owner>>();

  /** Adds an owner. Returns the one that has the name already. */
  public add(name: string, owner: Owner): Owner | undefined {
    const owners = this.byName.get(name) ?? new Map<string, Owner>();
    this.byName.set(name, owners);
    const { namespace = '', isOurs } = owner;
    const anywhere = namespace === '' ? [...owners.values()] : [owners.get('')];
    const other = owners.get(namespace) ?? anywhere.find((one) => one !== undefined && (isOurs || one.isOurs));
    owners.set(namespace, owner);
    return other;
  }
}
