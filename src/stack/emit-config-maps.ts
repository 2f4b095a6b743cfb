import type { Construct } from 'constructs';
import { emit } from '../core/objects/emit';
import { lateText } from '../core/objects/late-text';
import { modeOf } from '../enforcement/modes';
import type { AuthModel } from '../model/auth-model';
import { PROFILE_COMPONENTS } from '../pki/model/component';
import { componentProfile } from '../temporal/callers/component-profile';
import { objectNames } from '../temporal/object-names';
import { configMap, immutableConfigMap, profileData } from '../temporal/outputs/config-map';

type Declared = Pick<AuthModel, 'namespace' | 'namePrefix' | 'authentication' | 'enforcement'>;
type Data = Readonly<Record<string, string>>;

/** Emits a stack's ConfigMaps. What they hold is asked for when they are written: roles, services and tenants may come later. */
export function emitConfigMaps(stack: Construct, declared: Declared, serverConfig: () => Data, model: () => AuthModel) {
  const { namespace, namePrefix } = declared;
  const { jwks } = declared.authentication;
  const names = objectNames(namePrefix);
  const sealed = (id: string, name: string, data: () => Data) => emit(stack, id, configMap(name, namespace, data));
  sealed('ServerConfig', names.serverConfig, serverConfig);
  if (jwks !== undefined) sealed('Jwks', names.jwks, () => ({ 'jwks.json': jwks }));
  for (const component of PROFILE_COMPONENTS) {
    const data = () => profileData(componentProfile(model().pki, component));
    emit(stack, `Profile-${component}`, configMap(names.profile(component), namespace, data));
  }
  for (const { id, name, data } of modeOf(declared.enforcement).objects(namePrefix)) {
    const content = () => data(model());
    if (typeof name === 'string') sealed(id, name, content);
    else
      emit(
        stack,
        id,
        immutableConfigMap(
          lateText(() => name(model())),
          namespace,
          content,
        ),
      );
  }
}
