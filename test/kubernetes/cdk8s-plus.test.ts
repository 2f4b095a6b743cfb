import { cdk8sPlus } from '../../src/kubernetes/cdk8s-plus';
import { codeOf } from '../support/refusal';

describe('the door to cdk8s-plus-27', () => {
  afterEach(() => jest.resetModules());

  test('opens where it is installed', () => {
    expect(cdk8sPlus('A.b').Volume).toBeDefined();
  });

  test('says what to install where it is not', () => {
    jest.doMock('cdk8s-plus-27', () => {
      throw Object.assign(new Error('Cannot find module'), { code: 'MODULE_NOT_FOUND' });
    });
    expect(codeOf(() => cdk8sPlus('A.b'))).toBe('MISSING_PEER');
  });

  test('does not take another fault of the package for its absence', () => {
    jest.doMock('cdk8s-plus-27', () => {
      throw new TypeError('broken');
    });
    expect(() => cdk8sPlus('A.b')).toThrow(TypeError);
  });

  test('stays closed for programs that only import the library', () => {
    const opened = jest.fn(() => ({}));
    jest.doMock('cdk8s-plus-27', opened);
    jest.isolateModules(() => {
      expect(require('../../src').PodFiles).toBeDefined();
    });
    expect(opened).not.toHaveBeenCalled();
  });
});
