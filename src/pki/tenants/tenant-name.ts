import { refuse } from '../../core/errors';
import type { Check } from '../../core/guards';
import { labelName } from '../../core/names';
import { dnsName } from '../../x509/names/subject-alternative-names';
import type { PkiSettings } from '../certificates/settings';
import { PURPOSES } from '../model/purpose';

/** Reserved by the cluster's DNS: a tenant of this name could have the names of Services and pods. */
const OF_THE_CLUSTER = ['svc', 'pod'];

/** Leaves room for the rest of an authority's names: common names hold 64 characters. */
const LONGEST_PREFIX = 40;

/** The name of a tenant. Throws `INVALID_NAME`, `INVALID_VALUE`. */
export const tenantName: Check<string> = (value, option) => {
  const name = labelName(value, option);
  if ([...PURPOSES, ...OF_THE_CLUSTER].includes(name)) {
    refuse('INVALID_VALUE', {
      option,
      value: name,
      expected: `a name other than ${[...PURPOSES, ...OF_THE_CLUSTER].join(', ')}, which mean something else`,
      fix: 'Choose another name, for example that of the team.',
    });
  }
  return name;
};

/** The settings of a tenant's certificates: names and SPIFFE IDs of their own. Throws `OUT_OF_RANGE`, `INVALID_SAN`. */
export function tenantSettings(tenant: string, settings: PkiSettings, option: string): PkiSettings {
  const namePrefix = `${settings.namePrefix}-${tenant}`;
  if (namePrefix.length > LONGEST_PREFIX) {
    refuse('OUT_OF_RANGE', {
      option,
      value: tenant,
      expected: `a name of at most ${LONGEST_PREFIX - settings.namePrefix.length - 1} characters`,
      fix: 'Choose a shorter name: the names of its objects begin with it.',
    });
  }
  const trustDomain = dnsName(`${tenant}.${settings.trustDomain}`, option);
  return { ...settings, tenant, namePrefix, trustDomain };
}
