import { isStockServer, policyServerImage } from '../../src/access/server-image';
import { codeOf } from '../support/refusal';

const DIGEST = `sha256:${'0'.repeat(64)}`;

describe('the image of a policy server', () => {
  test.each([
    'registry.example.com/temporal-server-policy:1.32.2',
    'registry:5000/policy:main',
    `registry.example.com/policy@${DIGEST}`,
    `policy:1.32.2@${DIGEST}`,
    'temporal-server:1.32.2',
  ])('is a name with a tag or digest: %s', (image) => {
    expect(policyServerImage(image, 'image')).toBe(image);
  });

  test.each([
    ['no tag', 'registry.example.com/policy'],
    ['the port of a registry for a tag', 'registry:5000/policy'],
    ['a blank', 'policy:1 .32'],
    ['half a digest', 'policy@sha256:00'],
    ['Temporal’s own server', 'temporalio/server:1.32.2'],
    ['Temporal’s own server from a mirror', `mirror.example.com/temporalio/server@${DIGEST}`],
    ['Temporal’s own server that sets itself up', 'temporalio/auto-setup:1.32.2'],
  ])('is refused with %s', (_, image) => {
    expect(codeOf(() => policyServerImage(image, 'image'))).toBe('INVALID_VALUE');
  });

  test.each(['temporalio/ui:2', 'temporalio/server-policy:1', 'my-temporalio/server:1'])(
    'is not Temporal’s own: %s',
    (image) => {
      expect(isStockServer(image)).toBe(false);
    },
  );
});
