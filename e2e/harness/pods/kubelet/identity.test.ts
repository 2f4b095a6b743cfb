import { identityOf } from './identity';
import type { Container, Pod, PodSecurityContext, SecurityContext } from './pod-spec';

const IMAGE = { uid: 1000, gid: 1000 };

function identity(ofPod: PodSecurityContext, own: SecurityContext = {}, image = IMAGE) {
  const container: Container = { name: 'main', image: 'i', securityContext: own };
  const pod: Pod = {
    metadata: { name: 'p', namespace: 'n' },
    spec: { securityContext: ofPod, containers: [container] },
  };
  return identityOf(pod, container, image);
}

test('the image decides where the manifest is silent', () => {
  expect(identity({})).toEqual({
    uid: 1000,
    gid: 1000,
    groups: [],
    noNewPrivileges: false,
    dropAllCapabilities: false,
  });
});

test("the container's word wins over the pod's, and fsGroup is a supplementary group", () => {
  const result = identity({ runAsUser: 1, runAsGroup: 2, fsGroup: 3, supplementalGroups: [4] }, { runAsUser: 5 });
  expect(result).toMatchObject({ uid: 5, gid: 2, groups: [4, 3] });
});

test('a root image under runAsNonRoot does not start', () => {
  expect(() => identity({ runAsNonRoot: true }, {}, { uid: 0, gid: 0 })).toThrow('runAsNonRoot');
});

test('a capability dropped by name alone is not carried out', () => {
  expect(() => identity({}, { capabilities: { drop: ['NET_RAW'] } })).toThrow('capabilities');
});
