import { type Fields, withPodTemplate } from '../../src/kubernetes/pod-template';

const POD = { spec: { containers: [{ name: 'main' }] } };
const changed = (object: Fields) => withPodTemplate(object, (template) => ({ ...template, changed: true }));

describe('the template of an object’s pods', () => {
  test.each<[string, Fields, Fields]>([
    ['a Pod itself', { kind: 'Pod', ...POD }, { kind: 'Pod', ...POD, changed: true }],
    [
      'in a Deployment',
      { kind: 'Deployment', spec: { replicas: 1, template: POD } },
      { kind: 'Deployment', spec: { replicas: 1, template: { ...POD, changed: true } } },
    ],
    [
      'in a CronJob, with what stands beside it',
      { kind: 'CronJob', spec: { schedule: '*', jobTemplate: { metadata: {}, spec: { a: 1, template: POD } } } },
      {
        kind: 'CronJob',
        spec: { schedule: '*', jobTemplate: { metadata: {}, spec: { a: 1, template: { ...POD, changed: true } } } },
      },
    ],
    [
      'in a kind that nobody knows here',
      { kind: 'Rollout', spec: { template: POD } },
      { kind: 'Rollout', spec: { template: { ...POD, changed: true } } },
    ],
  ])('is %s', (_, object, result) => {
    const before = structuredClone(object);
    expect(changed(object)).toEqual(result);
    expect(object).toEqual(before);
  });

  test.each<[string, Fields]>([
    ['a ConfigMap', { kind: 'ConfigMap', data: { spec: 'x' } }],
    ['a Pod without containers', { kind: 'Pod', spec: {} }],
    ['a list of objects', { kind: 'List', items: [{ kind: 'Deployment', spec: { template: POD } }] }],
    ['an object that makes a Secret from a template', { kind: 'SealedSecret', spec: { template: { data: {} } } }],
    ['a Rollout that names its Deployment', { kind: 'Rollout', spec: { workloadRef: { name: 'a' } } }],
    ['a kind of several pods', { kind: 'Workflow', spec: { templates: [POD] } }],
    ['containers that are no list', { kind: 'Deployment', spec: { template: { spec: { containers: {} } } } }],
    ['a spec that is a text', { kind: 'Custom', spec: 'template' }],
  ])('is not in %s', (_, object) => {
    expect(changed(object)).toBeUndefined();
  });
});
