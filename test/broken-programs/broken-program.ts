import {
  MtlsPki,
  type MtlsPkiProps,
  RbacRoleSet,
  SecretStoreRef,
  type TemporalAuthStackProps,
  TemporalNamespaces,
} from 'cdk8s-temporal-auth';
import type { ErrorCode } from '../../src/core/error-codes';
import type { Program } from '../gen/program';

/** A program that is wrong in one way. */
export interface BrokenProgram {
  readonly what: string;
  /** The code that it is refused with. */
  readonly code: ErrorCode;
  /** The option that the refusal names. */
  readonly option: string;
  readonly build: (program: Program) => void;
}

export const store = SecretStoreRef.store('vault');
export const SERVICE = { temporalNamespace: 'payments' };
export const EVERYWHERE = { temporalNamespaces: TemporalNamespaces.all() };

/** Options as plain JavaScript, or a compiler that was told to look away, passes them. */
export const unchecked = (given: object) => given as never;

/** A role set whose roles a test adds, in a program with a stack. */
export function rolesOf(program: Program): RbacRoleSet {
  const roles = new RbacRoleSet(program.chart, 'Roles', { temporalNamespaces: ['payments', 'orders'] });
  program.stack({ roles });
  return roles;
}

export const withStack =
  (props: (program: Program) => Partial<TemporalAuthStackProps>) =>
  (program: Program): void => {
    program.stack(props(program));
  };

export const withPki = (props: (program: Program) => MtlsPkiProps) =>
  withStack((program) => ({ pki: new MtlsPki(program.chart, 'Pki', props(program)) }));
