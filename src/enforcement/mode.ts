import type { EnforcementModel } from '../access/model';
import type { SubjectKind } from '../access/subject';
import type { Rule } from '../core/rule';
import type { WrongImage } from '../kubernetes/model';
import type { AuthModel } from '../model/auth-model';
import type { Section } from '../model/section';
import type { ServerService } from '../pki/model/component';
import type { SubjectClaims } from './subject-claims';

/** Who may do what, and on which server: what it exposes and demands differs by version. */
export type JudgedRoles = Pick<AuthModel, 'authorization' | 'server'>;

/**
 * One way to decide about calls: what becomes of the roles where it decides. Everything that differs by mode is asked for here,
 * so nobody else asks which mode it is.
 */
export interface EnforcementMode {
  /** What is wrong with a program where this mode decides. */
  readonly rules: readonly Rule<AuthModel>[];
  /** What each of the server's services reads of this mode, and what its pods mount for that. */
  section(model: AuthModel, service: ServerService): Section<AuthorizerConfig>;
  /** The image of the server's pods; undefined where the program has said none. */
  image(serverVersion: string): string | undefined;
  /** What the image of a container with the server's files must be where it is another server. */
  wrongImage?(image: string): WrongImage | undefined;
  /** What is emitted for this mode beside the server's configuration. */
  objects(namePrefix: string): readonly EnforcementObject[];
  /** What the server reads of these when it starts, and never again: its pods are replaced where it changes. */
  readAtStart(model: AuthModel): string;
  /**
   * What the tokens of each subject must carry, sorted by kind and id. Throws what stops synthesis in the roles: claims are handed
   * to an identity provider, so what must not be granted is refused before.
   */
  claims(roles: JudgedRoles): readonly SubjectClaims[];
  /** What each subject that holds a role may do, in a few words, sorted by kind and id. Throws like `claims`. */
  callers(roles: JudgedRoles): readonly Caller[];
  /** Who may do what, as a Markdown table. Throws like `claims`. */
  permissionTable(roles: JudgedRoles): string;
}

/** Somebody who holds a role, and what that amounts to. */
export interface Caller {
  readonly subject: { readonly kind: SubjectKind; readonly id: string };
  /** Empty where it is nothing. */
  readonly may: string;
}

/**
 * The part of `global.authorization` that a mode decides. An authorizer without a claim mapper, or the reverse, cannot be written,
 * nor can an empty name, which the server takes for none; a server of ours registers its own under the name of the mode.
 */
export interface AuthorizerConfig {
  readonly authorizer: 'default' | EnforcementModel['kind'];
  readonly claimMapper: 'default' | EnforcementModel['kind'];
  readonly permissionsClaimName?: string;
}

/** A ConfigMap, which is there when the stack is declared; what it holds is asked for when it is written. */
export interface EnforcementObject {
  /** The id of its construct. */
  readonly id: string;
  /** What it is called; by what it holds where that is a function, and then nobody may change it in the cluster. */
  readonly name: string | ((model: AuthModel) => string);
  data(model: AuthModel): Readonly<Record<string, string>>;
}
