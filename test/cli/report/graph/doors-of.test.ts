import type { Box, Door } from '../../../../src/cli/report/graph/door';
import { doorsOf } from '../../../../src/cli/report/graph/doors-of';
import { planFor, readPlan } from '../../../../src/plan/plan';
import { completeProgram } from '../../../gen/program';
import { MANY, reportedProgram } from '../../../support/reported-program';

function doors(app: Parameters<typeof planFor>[0]): Door[] {
  const { pkis, edges } = readPlan(JSON.stringify(planFor(app)), 'plan.json');
  return doorsOf(
    pkis[0],
    edges.filter(({ pki }) => pki === pkis[0].path),
  );
}

const texts = ({ rows }: Box) => rows.map(({ text }) => text);
const names = ({ rows }: Box) => rows.filter(({ style }) => style === 'name').map(({ text }) => text);

describe('the doors of a server', () => {
  const [frontend, internode, database] = doors(completeProgram().app);

  test('are the frontend, the services among themselves, and the database', () => {
    expect([frontend, internode, database].map(({ title }) => title)).toEqual([
      'Who calls the frontend',
      "Temporal's services among themselves",
      'Who calls the database',
    ]);
  });

  test('say of the frontend that it trusts clients, and that its callers trust the authority of frontend', () => {
    expect(frontend.between).toEqual([
      expect.objectContaining({ signsCallers: 0, trustedByCallers: [], signsListener: false, trustedByListener: true }),
      expect.objectContaining({ trustedByCallers: [0], signsListener: true, trustedByListener: false }),
    ]);
    expect(frontend.between.map(({ box }) => texts(box)[1])).toEqual(['clients', 'frontend']);
    expect(frontend.sentences).toEqual([
      'The certificates of clients open frontend.',
      expect.stringMatching(/^clients signs the certificates of .*payments-worker.*\.$/),
      'frontend signs the certificate of frontend.',
      'Callers verify frontend by frontend.',
    ]);
    expect(texts(frontend.listener)).toEqual(expect.arrayContaining(['frontend', 'verified by the name']));
  });

  test('leave out what the frontend refuses: its own services', () => {
    expect(names(frontend.callers[0])).not.toContain('history');
    expect(names(internode.callers[0])).toContain('history');
  });

  test('say of the services that one authority is everything to both sides', () => {
    expect(internode.between).toEqual([
      expect.objectContaining({ signsCallers: 0, trustedByCallers: [0], signsListener: true, trustedByListener: true }),
    ]);
    expect(internode.listener.rows.find(({ text }) => text === 'history')?.aside).toBe('7234, membership 6934');
  });

  test('say of each listener its name, its port, and by which name it is verified', () => {
    for (const { edges, listener } of [frontend, internode, database]) {
      for (const { callee, port, serverName } of edges) {
        const [name] = callee.name.split(' ');
        expect(listener.rows.find(({ text }) => text === name)?.aside).toContain(String(port));
        expect(texts(listener).slice(listener.rows.findIndex(({ style }) => style === 'note'))).toContain(serverName);
      }
    }
  });

  test('name an authority of the database that is not of this program', () => {
    expect(texts(database.between[1].box)).toContain("the database's own");
  });
});

describe('the doors of a server with tenants and many callers', () => {
  const [frontend, internode] = doors(reportedProgram().app);

  test('have a group of callers for each authority, which lists some and counts the others', () => {
    expect(frontend.callers.map((box) => texts(box)[0])).toEqual([
      'Callers with certificates of clients',
      'Callers with certificates of clients/a-team-with-a-long-name',
      'Callers with certificates of clients/orders',
    ]);
    expect(names(frontend.callers[0])).toHaveLength(12);
    expect(texts(frontend.callers[0]).at(-1)).toBe(`and ${MANY + 3 - 12} more, in the table below`);
  });

  test('say of a rotation who signs and who is trusted', () => {
    expect(texts(internode.between[0].box)).toEqual(
      expect.arrayContaining(['g1 is trusted and signs', 'g2 is trusted']),
    );
  });
});
