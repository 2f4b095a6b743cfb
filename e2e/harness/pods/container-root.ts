import type { Image } from './images';
import type { BindMount } from './kubelet/kubelet';

/** What a container's file system is made of. */
export interface ContainerRoot {
  /** An empty directory of this machine that becomes the container's `/`. */
  readonly dir: string;
  readonly image: Image;
  readonly mounts: readonly BindMount[];
  readonly hostname: string;
  readonly hostsFile: string;
  readonly readOnly: boolean;
}

/**
 * A bash script that builds the container's file system in the mount namespace that runs it: a tmpfs as `/`, this
 * machine's /usr read-only beneath the image's own programs, and the pod's volumes at the very paths that its manifest
 * names. Nothing else of this machine is there: no home, no checkout, no other pod's files.
 */
export function containerRootScript(root: ContainerRoot): string {
  const { uid, gid } = root.image.user;
  const at = (path: string) => quote(`${root.dir}${path}`);
  const bind = (source: string, path: string, readOnly: boolean) => [
    `mount --bind ${quote(source)} ${at(path)}`,
    ...(readOnly ? [`mount -o remount,bind,ro ${at(path)}`] : []),
  ];
  const textFile = (path: string, text: string) => [
    `mkdir -p "$(dirname ${at(path)})"`,
    `printf %s ${quote(text)} > ${at(path)}`,
  ];
  return [
    'set -eu',
    'umask 022',
    `hostname ${quote(root.hostname)}`,
    `mount -t tmpfs -o mode=0755 root ${at('')}`,
    `mkdir -p ${['/usr', '/proc', '/dev', '/etc'].map(at).join(' ')}`,
    `mkdir -m 1777 ${at('/tmp')}`,
    ...bind('/usr', '/usr', true),
    ...['bin', 'sbin', 'lib', 'lib64'].map((name) => `ln -s usr/${name} ${at(`/${name}`)}`),
    `mount --rbind /proc ${at('/proc')}`,
    `mount --rbind /dev ${at('/dev')}`,
    `mount -t tmpfs -o mode=0755 programs ${at('/usr/local/bin')}`,
    ...textFile('/etc/passwd', `root:x:0:0::/:/bin/sh\n${root.image.userName}:x:${uid}:${gid}::/:/bin/sh\n`),
    ...textFile('/etc/group', `root:x:0:\n${root.image.userName}:x:${gid}:\n`),
    ...textFile('/etc/nsswitch.conf', 'hosts: files\n'),
    ...Object.entries(root.image.textFiles).flatMap(([path, text]) => textFile(path, text)),
    `touch ${at('/etc/hosts')} ${at('/etc/ld.so.cache')}`,
    ...bind(root.hostsFile, '/etc/hosts', true),
    ...bind('/etc/ld.so.cache', '/etc/ld.so.cache', true),
    ...Object.entries(root.image.programs).flatMap(([name, source]) => [
      `touch ${at(`/usr/local/bin/${name}`)}`,
      ...bind(source, `/usr/local/bin/${name}`, true),
    ]),
    ...Object.entries(root.image.folders).flatMap(([path, source]) => [
      `mkdir -p ${at(path)}`,
      ...bind(source, path, true),
    ]),
    ...root.mounts.flatMap((mount) => [
      `mkdir -p ${at(mount.mountPath)}`,
      ...bind(mount.source, mount.mountPath, mount.readOnly),
    ]),
    ...(root.readOnly ? [`mount -o remount,ro ${at('/usr/local/bin')}`, `mount -o remount,ro ${at('')}`] : []),
  ].join('\n');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
