import { Construct } from 'constructs';
import { constructId } from '../../src/access/construct-id';
import { text } from '../../src/core/guards';
import { codeOf } from '../support/refusal';

const read = constructId(text());

describe('the id of a construct', () => {
  test('is taken where constructs take it', () => {
    expect(read('ops@company.com', 'id')).toBe('ops@company.com');
  });

  test.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty'])(
    'F01 %s is refused by us, since constructs would say that it exists twice',
    (id) => {
      const root = new Construct(undefined as never, '');
      expect(() => new Construct(root, id)).toThrow('There is already a Construct with name');
      expect(codeOf(() => read(id, 'id'))).toBe('INVALID_NAME');
    },
  );
});
