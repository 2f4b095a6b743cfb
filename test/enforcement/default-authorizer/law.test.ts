import * as fc from 'fast-check';
import { readContract } from '../../../contract/write-tables';
import { apisOf } from '../../../src/access/catalogue/api-catalogue';
import { LEVELS, type Level } from '../../../src/access/catalogue/api-row';
import type { PlacesModel } from '../../../src/access/model';
import { implies } from '../../../src/access/permission-grammar';
import {
  absentPermissions,
  claimsOfGrant,
  describeOverGrant,
  overGrants,
  withheldApis,
} from '../../../src/enforcement/default-authorizer/law';
import { claimItems, type LevelClaims, mergeClaims } from '../../../src/enforcement/default-authorizer/levels';
import { anyPermissions, anyPlaces, DECLARED, everywhere, only } from '../../access/builders';

/** A namespace that the program does not declare, the server's own among them. */
const ELSEWHERE = 'temporal-system-or-any-other';
const CLUSTER = 'the cluster';

interface Cell {
  readonly row: { readonly api: string; readonly namespaceLevel: string; readonly systemLevel: string };
  readonly needed: readonly string[];
  readonly place: string;
}

/** Every API of each server in every place, from contract/ and the law alone and apart from the code under test. */
const { tables, permissions: reviewed } = readContract();
const CELLS = new Map(
  tables.map(({ server, apis }) => [
    server,
    apis.flatMap((row): Cell[] => {
      const needed = reviewed[row.api];
      if (typeof needed === 'string') return [];
      const places = row.scope === 'namespace' ? [...DECLARED, ELSEWHERE] : [CLUSTER];
      return places.map((place) => ({ row, needed, place }));
    }),
  ]),
);
const anyServer = fc.constantFrom(...CELLS.keys());
const cellsOn = (server: string) => CELLS.get(server) ?? [];
type Asking = { readonly permissions: readonly string[]; readonly places: PlacesModel };

function asks({ permissions, places }: Asking, { needed, place }: Cell): boolean {
  if (!needed.every((one) => permissions.some((held) => implies(held, one)))) return false;
  if (place === CLUSTER) return places.everywhere;
  if (place === ELSEWHERE) return places.everywhere && permissions.includes('temporal:admin');
  return places.temporalNamespaces.includes(place);
}

/** The decision of the default authorizer, from its source: the bits of a token's items, as a number, against a number. */
function authorizer(items: readonly string[]): (cell: Cell) => boolean {
  const rank: Record<string, number> = { always: 0, read: 2, write: 4, admin: 8, never: 16 };
  const bits = new Map<string, number>();
  for (const item of items) {
    const [scope, level] = item.split(':');
    bits.set(scope, (bits.get(scope) ?? 0) | rank[level]);
  }
  const system = bits.get('temporal-system') ?? 0;
  return ({ row, place }) =>
    place === CLUSTER ? system >= rank[row.systemLevel] : (system | (bits.get(place) ?? 0)) >= rank[row.namespaceLevel];
}

const label = ({ row, place }: Cell) => `${row.api} ${place}`;
const anyGrant = fc.record({ permissions: anyPermissions, places: anyPlaces });
const items = (grant: Asking, server = '1.32.2') => claimItems(claimsOfGrant(apisOf(server), grant));

/** Any claims, also ones that no grant would lead to. */
const anyClaims: fc.Arbitrary<LevelClaims> = fc.record({
  system: fc.constantFrom(undefined, ...LEVELS),
  namespaces: fc
    .dictionary(fc.constantFrom(...DECLARED), fc.constantFrom(...LEVELS))
    .map((levels) => new Map(Object.entries(levels))),
});

/** Everything that an over-grant stands for, as cells. */
function overGranted(grant: Asking, server = '1.32.2', claims = claimsOfGrant(apisOf(server), grant)): string[] {
  return overGrants(apisOf(server), grant, claims, DECLARED).flatMap(
    ({ api, temporalNamespaces, elsewhere, cluster }) =>
      [...temporalNamespaces, ...(elsewhere ? [ELSEWHERE] : []), ...(cluster ? [CLUSTER] : [])].map(
        (place) => `${api.api} ${place}`,
      ),
  );
}

describe('the smallest claims of a grant', () => {
  test('allow everything that the grant asks for', () => {
    fc.assert(
      fc.property(anyServer, anyGrant, (server, grant) => {
        const allows = authorizer(items(grant, server));
        expect(
          cellsOn(server)
            .filter((cell) => asks(grant, cell) && !allows(cell))
            .map(label),
        ).toEqual([]);
      }),
    );
  });

  test('allow less than is asked as soon as one of them is lowered or left out', () => {
    fc.assert(
      fc.property(anyServer, anyGrant, (server, grant) => {
        const claims = items(grant, server);
        const asked = cellsOn(server).filter((cell) => asks(grant, cell));
        for (const [index, item] of claims.entries()) {
          const [place, level] = item.split(':');
          const lower = LEVELS[LEVELS.indexOf(level as Level) - 1];
          const lowered = claims.flatMap((other, i) => (i !== index ? [other] : lower ? [`${place}:${lower}`] : []));
          expect(asked.every(authorizer(lowered))).toBe(false);
        }
      }),
    );
  });

  test('do not depend on the order of permissions and namespaces', () => {
    fc.assert(
      fc.property(anyGrant, ({ permissions, places }) => {
        const turned = {
          permissions: [...permissions].reverse(),
          places: { ...places, temporalNamespaces: [...places.temporalNamespaces].reverse() },
        };
        expect(items(turned)).toEqual(items({ permissions, places }));
      }),
    );
  });

  test('G10 of a grant that is limited to some namespaces name these alone and never the system', () => {
    fc.assert(
      fc.property(anyPermissions, fc.subarray(DECLARED), (permissions, names) => {
        const places = items({ permissions, places: only(...names) }).map((item) => item.split(':')[0]);
        expect(names).toEqual(expect.arrayContaining(places));
      }),
    );
  });

  test.each<[string, string[], PlacesModel, string[]]>([
    ['nothing', [], everywhere, []],
    ['reading', ['temporal:workflow:read'], only('testing'), ['testing:read']],
    ['starting', ['temporal:workflow:start', 'temporal:workflow:read'], only('testing'), ['testing:write']],
    [
      'both halves of a double request',
      ['temporal:workflow:start', 'temporal:workflow:signal'],
      only('testing'),
      ['testing:write'],
    ],
    ['search attributes', ['temporal:search-attribute:add'], only('testing'), ['testing:admin']],
    ['worker', ['temporal:task:poll'], only('testing'), ['testing:write']],
    ['a list of namespaces', ['temporal:namespace:list'], everywhere, ['temporal-system:read']],
    ['a list of namespaces, limited', ['temporal:namespace:list'], only('testing'), []],
    [
      'reading by a system level',
      ['temporal:cluster:read', 'temporal:workflow:read'],
      everywhere,
      ['temporal-system:read'],
    ],
    ['everything in one', ['temporal:admin'], only('testing'), ['testing:admin']],
    ['everything', ['temporal:admin'], everywhere, ['temporal-system:admin']],
    ['nowhere', ['temporal:admin'], only(), []],
  ])('%s', (_, permissions, places, expected) => {
    expect(items({ permissions, places })).toEqual(expected);
  });

  test('J14 no claim names the level worker, which allows nothing', () => {
    fc.assert(fc.property(anyGrant, (grant) => expect(items(grant).join(' ')).not.toContain(':worker')));
  });

  test('a level in every declared namespace is not turned into one of the system, which opens more', () => {
    expect(items({ permissions: ['temporal:workflow:start'], places: everywhere })).toEqual(
      DECLARED.map((name) => `${name}:write`).sort(),
    );
  });
});

describe('over-grants', () => {
  test('of the smallest claims are exactly what brute force over the catalogue finds', () => {
    fc.assert(
      fc.property(anyServer, anyGrant, (server, grant) => {
        const allows = authorizer(items(grant, server));
        const found = cellsOn(server)
          .filter((cell) => allows(cell) && !asks(grant, cell))
          .map(label);
        expect(overGranted(grant, server).sort()).toEqual(found.sort());
      }),
    );
  });

  test('of any claims are exactly what brute force over the catalogue finds', () => {
    fc.assert(
      fc.property(anyServer, anyGrant, anyClaims, (server, grant, claims) => {
        const allows = authorizer(claimItems(claims));
        const found = cellsOn(server)
          .filter((cell) => allows(cell) && !asks(grant, cell))
          .map(label);
        expect(overGranted(grant, server, claims).sort()).toEqual(found.sort());
      }),
    );
  });
});

describe('G05 temporal:admin', () => {
  test('over all asks for exactly what temporal-system:admin grants', () => {
    expect(overGranted({ permissions: ['temporal:admin'], places: everywhere })).toEqual([]);
  });

  test('in one namespace asks for exactly what the admin level grants there', () => {
    expect(overGranted({ permissions: ['temporal:admin'], places: only('testing') })).toEqual([]);
  });
});

describe('withheld APIs', () => {
  test('are those on the cluster, of a grant that is limited to some namespaces', () => {
    const permissions = ['temporal:cluster:read', 'temporal:namespace:*'];
    const names = withheldApis(apisOf('1.32.2'), { permissions, places: only('testing') }).map(
      ({ api }) => api.split('/')[2],
    );
    expect(names).toEqual(['GetClusterInfo', 'GetSearchAttributes', 'ListNamespaces']);
    expect(withheldApis(apisOf('1.32.2'), { permissions, places: everywhere })).toEqual([]);
  });

  test('temporal:admin in a namespace means this namespace', () => {
    expect(withheldApis(apisOf('1.32.2'), { permissions: ['temporal:admin'], places: only('testing') })).toEqual([]);
  });
});

describe('absent permissions', () => {
  test('are those that no API of the server needs', () => {
    const permissions = ['temporal:nexus-operation:start', 'temporal:nexus-operation:*', 'temporal:workflow:start'];
    expect(absentPermissions(apisOf('1.31.5'), permissions)).toEqual(['temporal:nexus-operation:start']);
    expect(absentPermissions(apisOf('1.32.0'), [...permissions, 'temporal:admin'])).toEqual([]);
  });
});

describe('merged claims', () => {
  test('allow what one of them allows, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(anyGrant, { maxLength: 4 }), (grants) => {
        const merged = authorizer(
          claimItems(mergeClaims(grants.map((grant) => claimsOfGrant(apisOf('1.32.2'), grant)))),
        );
        const apart = grants.map((grant) => authorizer(items(grant)));
        const wrong = cellsOn('1.32.2').filter((cell) => merged(cell) !== apart.some((allows) => allows(cell)));
        expect(wrong.map(label)).toEqual([]);
      }),
    );
  });

  test('do not depend on the order and change nothing when merged again', () => {
    fc.assert(
      fc.property(fc.array(anyClaims, { maxLength: 4 }), (claims) => {
        const merged = mergeClaims(claims);
        expect(claimItems(mergeClaims([...claims].reverse()))).toEqual(claimItems(merged));
        expect(claimItems(mergeClaims([merged, merged]))).toEqual(claimItems(merged));
      }),
    );
  });

  test('leave out what the system level grants already', () => {
    const claims: LevelClaims[] = [
      { system: 'read', namespaces: new Map() },
      {
        namespaces: new Map([
          ['testing', 'read'],
          ['staging', 'write'],
        ]),
      },
    ];
    expect(claimItems(mergeClaims(claims))).toEqual(['staging:write', 'temporal-system:read']);
  });
});

describe('an over-grant in words', () => {
  const words = (permissions: string[], places: PlacesModel) => {
    const grant = { permissions, places };
    return overGrants(apisOf('1.32.2'), grant, claimsOfGrant(apisOf('1.32.2'), grant), DECLARED).map((over) =>
      describeOverGrant(over, DECLARED),
    );
  };

  test('names the namespaces', () => {
    expect(words(['temporal:workflow:read'], only('development', 'testing'))).toContain(
      'WorkflowService/QueryWorkflow in development, testing',
    );
  });

  test('says where a system level reaches', () => {
    const found = words(['temporal:namespace:list', 'temporal:workflow:query'], everywhere);
    expect(found).toContain('WorkflowService/GetClusterInfo on the cluster');
    expect(found).toContain('WorkflowService/ListWorkflowExecutions in every Temporal namespace');
    expect(found).toContain(
      'WorkflowService/QueryWorkflow in every Temporal namespace but development, testing, production, staging',
    );
  });
});
