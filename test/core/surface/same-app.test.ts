import { MtlsPki } from '../../../src/pki/mtls-pki';
import { Program } from '../../gen/program';
import { refusalOf } from '../../support/refusal';

test.each(['pki', 'roles'] as const)('%s of another App are refused: nobody would check them', (option) => {
  const other = new Program();
  const parts = { pki: () => new MtlsPki(other.chart, 'Pki'), roles: () => other.roles() };
  expect(refusalOf(() => new Program().stack({ [option]: parts[option]() }))).toMatchObject({
    code: 'INVALID_VALUE',
    option: `TemporalAuthStack.${option}`,
  });
});
