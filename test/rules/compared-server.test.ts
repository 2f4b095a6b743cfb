import { COMPARED_SERVERS } from '../../src/access/catalogue/api-tables.generated';
import { comparedServer } from '../../src/rules/compared-server';
import { authModel, withServer } from '../gen/auth-model';
import { facts } from '../support/findings';

const found = (version: string) => facts(comparedServer.check(authModel(withServer({ version }))));

test('a server that the tables were compared with is fine', () => {
  expect(COMPARED_SERVERS.flatMap(found)).toEqual([]);
});

test.each(['1.32.3', '1.31.6', '1.31.1'])('%s, by whose neighbour roles are judged, is told', (version) => {
  expect(found(version)).toEqual([
    {
      severity: 'WARNING',
      code: 'UNSEEN_SERVER_VERSION',
      path: 'temporal/Auth',
      option: 'TemporalAuthStack.serverVersion',
      value: `"${version}"`,
    },
  ]);
});
