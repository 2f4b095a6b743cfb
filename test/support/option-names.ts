import type * as spec from '@jsii/spec';

/** What stands in a source like the name of an option: a name with a capital, and members behind it. */
const OPTION_NAME = /(?<=['"])[A-Z][A-Za-z]+\.[a-z](?:[\w.()]*[\w)])?(?=['"])/g;

/** Every text of the sources that has the form of an option's name, once. */
export function optionNames(sources: ReadonlyMap<string, string>): string[] {
  return [...new Set([...sources.values()].flatMap((text) => text.match(OPTION_NAME) ?? []))].sort();
}

/**
 * Whether a program can write this option: a member of a public type, a parameter of a method, an option of what is passed there, to
 * any depth. What a type of another library has is not looked into.
 */
export function isPublicOption({ types = {} }: spec.Assembly, name: string): boolean {
  const [type, ...members] = name.split(/\.|(?=\()/);
  const named = Object.values(types).find((each) => each.name === type);
  return named !== undefined && reaches(types, { fqn: named.fqn }, members);
}

type Types = Readonly<Record<string, spec.Type>>;

function reaches(types: Types, from: spec.TypeReference, [member, ...below]: readonly string[]): boolean {
  if (member === undefined || !('fqn' in from)) return member === undefined;
  if (!from.fqn.startsWith('cdk8s-temporal-auth.')) return true;
  return membersOf(types, from.fqn).some(
    ({ name, leadsTo }) => name === member && (below.length === 0 || leadsTo.some((next) => next(below))),
  );
}

interface Member {
  readonly name: string;
  readonly leadsTo: ReadonlyArray<(below: readonly string[]) => boolean>;
}

/** Of a class, what its constructor takes is a member too: `TemporalAuthStack.roles`. */
function membersOf(types: Types, fqn: string): Member[] {
  const { methods = [], properties = [], initializer, base, interfaces = [] } = types[fqn] as spec.ClassType; // or a struct
  const parents = [...(base ? [base] : []), ...interfaces].filter((parent) => parent in types);
  const into = (reference: spec.TypeReference) => (below: readonly string[]) => reaches(types, reference, below);
  const parameter =
    ({ name, type }: spec.Parameter) =>
    ([first, ...below]: readonly string[]) =>
      first === `(${name})` || (first === name && into(type)(below)) || into(type)([first, ...below]);
  const taken = (initializer?.parameters ?? []).flatMap(({ type }) =>
    'fqn' in type && type.fqn in types ? [type.fqn] : [],
  );
  return [
    ...properties.map(({ name, type }) => ({ name, leadsTo: [into(type)] })),
    ...methods.map(({ name, parameters = [] }) => ({ name, leadsTo: parameters.map(parameter) })),
    ...[...taken, ...parents].flatMap((next) => membersOf(types, next)),
  ];
}
