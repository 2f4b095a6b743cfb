import { errorOf, type Problem } from '../../../core/problem';

/** An object, as messages name it. */
export interface NamedObject {
  readonly kind: string;
  readonly name: string;
  readonly path: string;
}

/**
 * A part of an object that others wrote. Each field is read with its type; a field of another type is a problem like any other. A
 * field that is absent, null or empty counts as absent, as in Go.
 */
export class ObjectFields {
  /** The fields of an object's specification. */
  public static spec(object: NamedObject, value: unknown): ObjectFields {
    return new ObjectFields(object, isMap(value) ? value : {}, 'spec', []);
  }

  private constructor(
    private readonly of: NamedObject,
    private readonly fields: Readonly<Record<string, unknown>>,
    public readonly path: string,
    public readonly problems: Problem[],
  ) {}

  /** Adds a problem of a field. */
  public refuse(field: string, expected: string, fix: string, value: unknown = this.fields[field]): void {
    const given = value === undefined ? {} : { value };
    const { path } = this.of;
    this.problems.push(
      errorOf('REFUSED_BY_CERT_MANAGER', { option: this.optionOf(field), path, ...given, expected, fix }),
    );
  }

  /** Whether a field is there, even without content. */
  public has(field: string): boolean {
    return this.fields[field] !== undefined && this.fields[field] !== null;
  }

  public text(field: string): string {
    return this.read(field, 'a text', (value) => typeof value === 'string') ?? '';
  }

  public number(field: string): number | undefined {
    return this.read(field, 'a whole number', (value) => Number.isSafeInteger(value));
  }

  public bool(field: string): boolean {
    return this.read(field, 'true or false', (value) => typeof value === 'boolean') ?? false;
  }

  public texts(field: string): string[] {
    return this.list(field).filter((value, index): value is string => {
      if (typeof value === 'string') return true;
      this.refuse(`${field}[${index}]`, 'a text', 'Correct the type.', value);
      return false;
    });
  }

  public map(field: string): [string, string][] {
    const value = this.read<Record<string, unknown>>(field, 'a map', isMap) ?? {};
    return Object.entries(value).filter((entry): entry is [string, string] => {
      if (typeof entry[1] === 'string') return true;
      this.refuse(field, 'texts as values', 'Quote the value.', entry.join(': '));
      return false;
    });
  }

  public object(field: string): ObjectFields | undefined {
    const value = this.read<Record<string, unknown>>(field, 'an object', isMap);
    return value && new ObjectFields(this.of, value, `${this.path}.${field}`, this.problems);
  }

  public objects(field: string): ObjectFields[] {
    return this.list(field).flatMap((value, index) => {
      const at = `${field}[${index}]`;
      if (isMap(value)) return [new ObjectFields(this.of, value, `${this.path}.${at}`, this.problems)];
      this.refuse(at, 'an object', 'Correct the type.', value);
      return [];
    });
  }

  /** Refuses required fields that are empty. */
  public require(...fields: string[]): void {
    for (const field of fields) {
      if (this.text(field) === '') this.refuse(field, 'a text that is not empty', 'Add the field.');
    }
  }

  private optionOf(field: string): string {
    return `${this.of.kind} ${this.of.name} ${this.path}${field === '' ? '' : `.${field}`}`;
  }

  private list(field: string): unknown[] {
    return this.read<unknown[]>(field, 'a list', Array.isArray) ?? [];
  }

  private read<T>(field: string, what: string, is: (value: unknown) => boolean): T | undefined {
    if (!this.has(field)) return undefined;
    const value = this.fields[field];
    if (is(value)) return value as T;
    if (!this.problems.some(({ option }) => option === this.optionOf(field))) {
      this.refuse(field, what, 'Correct the type: the API server refuses this one.');
    }
    return undefined;
  }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
