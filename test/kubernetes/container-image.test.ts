import { imageProblems } from '../../src/kubernetes/container-image';

const model = {
  wrongImage: (image: string) => (image === 'right:1' ? undefined : { expected: 'right:1', fix: 'Take it.' }),
};
const of = (image: unknown, given = model) => imageProblems(image, given, 'container.image', 'temporal/Server');

describe('the image of a container with a component’s files', () => {
  test('is refused where the component says that it must be another', () => {
    expect(of('wrong:1')).toEqual([
      expect.objectContaining({
        code: 'INVALID_VALUE',
        option: 'container.image',
        path: 'temporal/Server',
        found: 'wrong:1',
        expected: 'right:1',
      }),
    ]);
  });

  test('is fine where it is that, where the component says nothing, and where a chart has not said it yet', () => {
    expect([...of('right:1'), ...of(undefined), ...imageProblems('any', {}, 'image', '')]).toEqual([]);
  });
});
