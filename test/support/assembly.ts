import { readdirSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import type * as spec from '@jsii/spec';

/** The jsii assembly of this checkout. Refuses one that is older than a source file: it would describe another library. */
export function currentAssembly(root: string): spec.Assembly {
  const file = path.join(root, '.jsii');
  const compiled = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const src = path.join(root, 'src');
  const changed = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .filter((name) => statSync(path.join(src, name)).mtimeMs > compiled);
  if (changed.length > 0) {
    throw new Error(
      `.jsii is missing or older than src/${changed[0]}: run "npm run compile" first, as "npm test" does`,
    );
  }
  return JSON.parse(readFileSync(file, 'utf8')) as spec.Assembly;
}

/** A member of a public type, in the one form that the checks and the listing need. */
export interface ApiMember {
  readonly name: string;
  readonly docs: spec.Docs;
  readonly optional: boolean;
  readonly types: readonly spec.TypeReference[];
  /** As a reader of a review sees it: `static of(names: string[]): TemporalNamespaces`. */
  readonly signature: string;
}

/** Every public type with its members, in a stable order. */
export function typesOf(assembly: spec.Assembly): Array<{ type: spec.Type; members: ApiMember[] }> {
  return Object.values(assembly.types ?? {})
    .sort((a, b) => (a.fqn < b.fqn ? -1 : 1))
    .map((type) => ({ type, members: membersOf(type).sort((a, b) => (a.signature < b.signature ? -1 : 1)) }));
}

/** The public surface, a line for each type and each member. */
export function listing(assembly: spec.Assembly): string {
  const lines = typesOf(assembly).flatMap(({ type, members }) => [
    `${kindOf(type)} ${type.name}${extending(type)}`,
    ...members.map((member) => `  ${member.signature}`),
  ]);
  return lines.join('\n');
}

function membersOf(type: spec.Type): ApiMember[] {
  if (type.kind === 'enum') {
    const members = (type as spec.EnumType).members;
    return members.map((m) => ({ name: m.name, docs: m.docs ?? {}, optional: false, types: [], signature: m.name }));
  }
  const { methods = [], properties = [], initializer } = type as spec.ClassType;
  return [
    ...(initializer ? [callable('constructor', initializer, undefined)] : []),
    ...methods.map((method) => callable(method.name, method, method.returns)),
    ...properties.map((property) => ({
      name: property.name,
      docs: property.docs ?? {},
      optional: property.optional ?? false,
      types: [property.type],
      signature: `${modifiers(property)}${property.immutable ? 'readonly ' : ''}${declared(property.name, property)}`,
    })),
  ];
}

function callable(name: string, method: spec.Callable & { static?: boolean }, returns?: spec.OptionalValue): ApiMember {
  const parameters = method.parameters ?? [];
  const list = parameters.map((p) => `${p.variadic ? '...' : ''}${declared(p.name, p)}`).join(', ');
  const result = returns ? `: ${typeName(returns.type)}${returns.optional ? ' | undefined' : ''}` : '';
  return {
    name,
    docs: method.docs ?? {},
    optional: false,
    types: [...parameters.map((p) => p.type), ...(returns ? [returns.type] : [])],
    signature: `${modifiers(method)}${name}(${list})${result}`,
  };
}

function declared(name: string, value: spec.OptionalValue): string {
  return `${name}${value.optional ? '?' : ''}: ${typeName(value.type)}`;
}

function modifiers(member: { static?: boolean; protected?: boolean; abstract?: boolean }): string {
  return `${member.protected ? 'protected ' : ''}${member.static ? 'static ' : ''}`;
}

function kindOf(type: spec.Type): string {
  if (type.kind === 'interface') return (type as spec.InterfaceType).datatype ? 'struct' : 'interface';
  return (type as spec.ClassType).abstract ? 'abstract class' : type.kind;
}

function extending(type: spec.Type): string {
  const { base, interfaces = [] } = type as spec.ClassType;
  const names = [...(base ? [base] : []), ...interfaces];
  return names.length > 0 ? ` extends ${names.join(', ')}` : '';
}

function typeName(type: spec.TypeReference): string {
  if ('primitive' in type) return type.primitive;
  if ('fqn' in type) return type.fqn.replace(/^cdk8s-temporal-auth\./, '');
  if ('collection' in type) {
    const element = typeName(type.collection.elementtype);
    return type.collection.kind === 'array' ? `${element}[]` : `{ [name]: ${element} }`;
  }
  return JSON.stringify(type);
}
