import type { PodFileModel } from '../../src/kubernetes/model';
import { authModel } from '../gen/auth-model';
import { podMounts, unmountable } from './pod-mounts';

type Kind = PodFileModel['source']['kind'];
const file = (path: string, key: string, name = 'a', kind: Kind = 'Secret'): PodFileModel => ({
  path,
  source: { kind, name, key },
});

test('the files of every pod can be mounted together', () => {
  expect(podMounts(authModel())).toEqual([]);
});

describe('files that no mount can make true', () => {
  test.each([
    ['a relative path', 'etc/temporal/a'],
    ['a path of the root', '/a'],
    ['a directory that the image needs', '/etc/a'],
    ['a path upwards', '/etc/temporal/../shadow'],
    ['a path of dots', '/etc/./temporal/a'],
    ['two slashes', '/etc//temporal/a'],
    ['a slash at the end', '/etc/temporal/a/'],
    ['a blank', '/etc/temporal/a b'],
    ['a line break', '/etc/temporal/a\n'],
  ])('are found: %s', (_, path) => {
    expect(unmountable([file(path, 'a')], 'A')).not.toEqual([]);
  });

  test('are found: one path twice', () => {
    expect(unmountable([file('/etc/a/b', 'x'), file('/etc/a/b', 'y')], 'A')).not.toEqual([]);
  });

  test('are found: a directory inside another, in any order', () => {
    const files = [file('/etc/a/b', 'x'), file('/etc/a/c/d', 'y')];
    expect(unmountable(files, 'A')).not.toEqual([]);
    expect(unmountable(files.reverse(), 'A')).not.toEqual([]);
  });

  test('are found: a directory that shows one key as two files', () => {
    expect(unmountable([file('/etc/a/b', 'x'), file('/etc/a/c', 'x')], 'A')).not.toEqual([]);
  });

  test.each<[string, PodFileModel]>([
    ['two Secrets', file('/etc/a/c', 'y', 'other')],
    ['a Secret and a ConfigMap', file('/etc/a/c', 'y', 'a', 'ConfigMap')],
  ])('are not: a directory that shows keys of %s', (_, other) => {
    expect(unmountable([file('/etc/a/b', 'x'), other], 'A')).toEqual([]);
  });

  test('are found: two directories whose volumes would have one name', () => {
    expect(unmountable([file('/etc/a-b/c', 'x'), file('/etc/a/b/c', 'y')], 'A')).not.toEqual([]);
  });

  test('K16 are found: a directory whose volume would have too long a name', () => {
    expect(unmountable([file(`/etc/${'a'.repeat(70)}/b`, 'x')], 'A')).not.toEqual([]);
  });

  test('are not: files beside each other, and directories that only begin alike', () => {
    const files = [file('/etc/a/b', 'x'), file('/etc/a/c', 'y'), file('/etc/ab/c', 'z')];
    expect(unmountable(files, 'A')).toEqual([]);
  });
});
