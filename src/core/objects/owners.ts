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
  private readonly byPlace = new Map<string, Owner>();
  /** One of each name, ours where there is one. */
  private readonly byName = new Map<string, Owner>();

  /** Adds an owner. Returns the one that has the name already. */
  public add(name: string, owner: Owner): Owner | undefined {
    const { namespace = '', isOurs } = owner;
    const place = `${namespace}/${name}`;
    const anywhere = namespace === '' ? this.byName.get(name) : this.byPlace.get(`/${name}`);
    const other = this.byPlace.get(place) ?? (isOurs || anywhere?.isOurs ? anywhere : undefined);
    this.byPlace.set(place, owner);
    if (isOurs || !this.byName.has(name)) this.byName.set(name, owner);
    return other;
  }
}
