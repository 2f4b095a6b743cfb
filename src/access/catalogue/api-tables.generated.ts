// biome-ignore-all format: as it is written
// Written by contract/write-tables.ts from contract/*.json; to change it, change those.
import type { ApiTable } from './api-row';

/** The oldest first. */
export const API_TABLES: readonly ApiTable[] = [
  {
    since: '1.31.2',
    without: [
      '/temporal.api.workflowservice.v1.WorkflowService/CountNexusOperationExecutions',
      '/temporal.api.workflowservice.v1.WorkflowService/CountWorkers',
      '/temporal.api.workflowservice.v1.WorkflowService/DeleteNexusOperationExecution',
      '/temporal.api.workflowservice.v1.WorkflowService/DescribeNexusOperationExecution',
      '/temporal.api.workflowservice.v1.WorkflowService/ListNexusOperationExecutions',
      '/temporal.api.workflowservice.v1.WorkflowService/PauseActivityExecution',
      '/temporal.api.workflowservice.v1.WorkflowService/PollNexusOperationExecution',
      '/temporal.api.workflowservice.v1.WorkflowService/PollWorkflowExecutionTimeSkipping',
      '/temporal.api.workflowservice.v1.WorkflowService/RequestCancelNexusOperationExecution',
      '/temporal.api.workflowservice.v1.WorkflowService/ResetActivityExecution',
      '/temporal.api.workflowservice.v1.WorkflowService/StartNexusOperationExecution',
      '/temporal.api.workflowservice.v1.WorkflowService/TerminateNexusOperationExecution',
      '/temporal.api.workflowservice.v1.WorkflowService/UnpauseActivityExecution',
      '/temporal.api.workflowservice.v1.WorkflowService/UpdateActivityExecutionOptions',
      '/temporal.server.api.adminservice.v1.AdminService/GetTaskQueueUserData',
    ],
    levels: {
      '/temporal.api.workflowservice.v1.WorkflowService/ValidateWorkerDeploymentVersionComputeConfig': { namespaceLevel: 'read', systemLevel: 'read' },
    },
  },
  {
    since: '1.31.5',
    without: [
      '/temporal.api.workflowservice.v1.WorkflowService/CountNexusOperationExecutions',
      '/temporal.api.workflowservice.v1.WorkflowService/CountWorkers',
      '/temporal.api.workflowservice.v1.WorkflowService/DeleteNexusOperationExecution',
      '/temporal.api.workflowservice.v1.WorkflowService/DescribeNexusOperationExecution',
      '/temporal.api.workflowservice.v1.WorkflowService/ListNexusOperationExecutions',
      '/temporal.api.workflowservice.v1.WorkflowService/PauseActivityExecution',
      '/temporal.api.workflowservice.v1.WorkflowService/PollNexusOperationExecution',
      '/temporal.api.workflowservice.v1.WorkflowService/PollWorkflowExecutionTimeSkipping',
      '/temporal.api.workflowservice.v1.WorkflowService/RequestCancelNexusOperationExecution',
      '/temporal.api.workflowservice.v1.WorkflowService/ResetActivityExecution',
      '/temporal.api.workflowservice.v1.WorkflowService/StartNexusOperationExecution',
      '/temporal.api.workflowservice.v1.WorkflowService/TerminateNexusOperationExecution',
      '/temporal.api.workflowservice.v1.WorkflowService/UnpauseActivityExecution',
      '/temporal.api.workflowservice.v1.WorkflowService/UpdateActivityExecutionOptions',
      '/temporal.server.api.adminservice.v1.AdminService/GetTaskQueueUserData',
    ],
    levels: {},
  },
  {
    since: '1.32.0',
    without: [],
    levels: {
      '/temporal.api.workflowservice.v1.WorkflowService/ValidateWorkerDeploymentVersionComputeConfig': { namespaceLevel: 'read', systemLevel: 'read' },
    },
  },
  {
    since: '1.32.2',
    without: [],
    levels: {},
  },
];

/** The servers that were asked whether these tables hold for them. */
export const COMPARED_SERVERS: readonly string[] = ['1.31.2', '1.31.3', '1.31.4', '1.31.5', '1.32.0', '1.32.1', '1.32.2'];
