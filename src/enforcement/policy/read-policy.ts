import { isKnownServer } from '../../access/catalogue/api-catalogue';
import { isoTimestamp } from '../../access/iso-timestamp';
import { permissionText } from '../../access/permission-grammar';
import { refuse } from '../../core/errors';
import { type Check, listOf, mapOf, optional, options, text } from '../../core/guards';
import { POLICY_VERSION, type Policy, type PolicyCertificate, type PolicyHolder, type PolicyPlaces } from './policy';
import { mapped, namesOf, type PlaceBits, type WrittenPlaces, type WrittenPolicy } from './written-policy';

/**
 * Reads the text of a whole compiled policy: of a file that is kept for comparison, or of a plan. Throws `INVALID_VALUE` where it is no JSON
 * or of another version, and what the guards throw where it is not such a policy; what it does not know is never ignored.
 */
export function readPolicy(json: string, file: string): Policy {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    refuse('INVALID_VALUE', {
      option: file,
      expected: 'the JSON of a compiled policy',
      fix: 'Compile it anew: temporal-auth policy compile.',
    });
  }
  return policy(value, file);
}

const version: Check<typeof POLICY_VERSION> = (value, option) =>
  value === POLICY_VERSION
    ? POLICY_VERSION
    : refuse('INVALID_VALUE', {
        option,
        value,
        expected: `version ${POLICY_VERSION}`,
        fix: 'Use the command line of the version of this library that compiled it.',
      });

const server: Check<string> = (value, option) => {
  const given = text('the version of a server')(value, option);
  if (isKnownServer(given)) return given;
  return refuse('UNSUPPORTED_SERVER_VERSION', {
    option,
    value: given,
    expected: 'a server whose APIs this library knows',
    fix: 'Use the command line of the version of this library that compiled it.',
  });
};

const names = listOf(text('a name', 1000), 100_000);

const bits = options<PlaceBits>({ bits: text('bits in base64', 1_000_000) });

const places: Check<WrittenPlaces> = (value, option) => {
  if (value === '*') return value;
  return Array.isArray(value) ? names(value, option) : bits(value, option);
};

/** A map as an object: its keys are data, and none is inherited. */
function members<T>(check: Check<T>): Check<Readonly<Record<string, T>>> {
  const read = mapOf(check, 1000);
  return (value, option) => Object.fromEntries(read(value, option));
}

const holder = options<PolicyHolder>({ roles: names });

const role = options<WrittenPolicy['roles'][string]>({
  allow: listOf(permissionText),
  deny: optional(listOf(permissionText)),
  places,
  taskQueues: optional(names),
  workflowTypes: optional(names),
});

const shape = options<WrittenPolicy>({
  version,
  server,
  permissions: listOf(text('a permission')),
  temporalNamespaces: names,
  roles: members(role),
  users: members(options<WrittenPolicy['users'][string]>({ roles: names, places, expires: optional(isoTimestamp) })),
  services: members(holder),
  groups: members(holder),
  certificates: listOf(options<PolicyCertificate>({ authority: text(), uri: text(), service: text() })),
});

/** A policy whose holders hold roles that exist. */
export const policy: Check<Policy> = (value, option) => {
  const read = shape(value, option);
  for (const [kind, holders] of Object.entries({ users: read.users, services: read.services, groups: read.groups })) {
    for (const [id, { roles }] of Object.entries<PolicyHolder>(holders)) {
      const unknown = roles.find((name) => !Object.hasOwn(read.roles, name));
      if (unknown !== undefined) {
        refuse('UNKNOWN_ROLE', {
          option: `${option}.${kind}.${id}.roles`,
          value: unknown,
          expected: 'a role of the policy',
          fix: 'Compile the policy anew: this one has been changed by hand.',
        });
      }
    }
  }
  const declared = new Set(read.temporalNamespaces);
  const named = <T extends { readonly places: WrittenPlaces }>(kind: string, members: Readonly<Record<string, T>>) =>
    mapped(members, (member, name) => ({
      ...member,
      places: placesOf(member.places, declared, `${option}.${kind}.${name}.places`),
    }));
  return { ...read, roles: named('roles', read.roles), users: named('users', read.users) };
};

function placesOf(written: WrittenPlaces, declared: ReadonlySet<string>, option: string): PolicyPlaces {
  if (written === '*') return written;
  if (!('bits' in written)) {
    const undeclared = written.find((name) => !declared.has(name));
    if (undeclared === undefined) return written;
    return refuse('UNKNOWN_TEMPORAL_NAMESPACE', {
      option,
      found: undeclared,
      expected: 'Temporal namespaces that the policy declares',
      fix: 'Compile the policy anew: this one has been changed by hand.',
    });
  }
  return (
    namesOf(written, [...declared]) ??
    refuse('INVALID_VALUE', {
      option: `${option}.bits`,
      value: written.bits,
      expected: `a bit for each of the ${declared.size} Temporal namespaces of the policy, in base64`,
      fix: 'Compile the policy anew: this one has been changed by hand.',
    })
  );
}
