import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { SecretReadGrant } from '../../../src/kubernetes/secret-read-grant';
import { ServiceIdentity } from '../../../src/kubernetes/service-identity';
import { completeProgram } from '../../gen/program';

// biome-ignore lint/suspicious/noExplicitAny: an attack reaches for what is private
export type Open = any;
export type AttackedProgram = ReturnType<typeof attackedProgram>;
export type Attack = (program: AttackedProgram) => unknown;

export const WORKER = 'Certificate temporal-payments-worker';
export const CONFIG = 'ConfigMap temporal-server-config';

/** A program with every part, and a ServiceAccount that may read a Secret. */
export function attackedProgram() {
  const program = completeProgram();
  const identities = [new ServiceIdentity(program.chart, 'Reader', { serviceAccountName: 'reader' })];
  new SecretReadGrant(program.chart, 'Grant', { secretNames: ['mine'], identities, roleName: 'readers' });
  return program;
}

function objectsOf(app: IConstruct): ApiObject[] {
  return app.node.findAll().filter(ApiObject.isApiObject);
}

export function find({ app }: Pick<AttackedProgram, 'app'>, identity: string): Open {
  return objectsOf(app).find(({ kind, name }) => `${kind} ${name}` === identity);
}

export const worker = (program: AttackedProgram) => find(program, WORKER);
export const config = (program: AttackedProgram) => find(program, CONFIG);
export const opened = (text: string) => text.replaceAll('authorizer: default', 'authorizer: ""');
