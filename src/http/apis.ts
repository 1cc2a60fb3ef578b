// The one list of all APIs of the contract: the server binds them, docs/COMPATIBILITY.md lists them, tests iterate over them.
import * as assayContract from '../contract/generated/assay-v1.ts'
import * as billingContract from '../contract/generated/billing-2020-11-05.ts'
import * as iamContract from '../contract/generated/iam-2019-12-10.ts'
import * as logServiceContract from '../contract/generated/log-service-2021-03-30.ts'
import * as operationContract from '../contract/generated/operation-2020-05-05.ts'
import * as packer2021Contract from '../contract/generated/packer-2021-04-30.ts'
import * as packer2022Contract from '../contract/generated/packer-2022-12-02.ts'
import * as packer2023Contract from '../contract/generated/packer-2023-01-01.ts'
import * as resourceManagerContract from '../contract/generated/resource-manager-2019-12-10.ts'
import * as webhookContract from '../contract/generated/webhook-2023-05-31.ts'
import type { RandomTokens } from '../auth/sessions/sessions.ts'
import type { WorkloadIdentities } from '../auth/workload/workload-identities.ts'
import type { MailSettings } from '../domain/record/email/email.ts'
import type { TestParts } from '../domain/record/stream/test-stream.ts'
import type { WebhookParts } from '../domain/record/webhook/create-webhook.ts'
import type { Api } from './binding/api.ts'
import { plainErrors } from './error-handler.ts'
import { packer2021 } from './packer/v2021/index.ts'
import { packer2022 } from './packer/v2022/index.ts'
import { packer2023 } from './packer/v2023/index.ts'
import { changePermissions as changes } from './packer/change-permissions.ts'
import type { DownloadPath } from './packer/v2023/sboms.ts'
import type { About } from './platform/assay/about.ts'
import { assay } from './platform/assay/index.ts'
import type { Live } from './platform/assay/live/live.ts'
import { billingHandlers } from './platform/billing/index.ts'
import { iam } from './platform/iam/index.ts'
import type { KeyRules } from './platform/iam/service-principals.ts'
import { logService } from './platform/log-service/index.ts'
import { operationHandlers } from './platform/operation/index.ts'
import { resourceManager } from './platform/resource-manager/index.ts'
import { webhook } from './platform/webhook/index.ts'

/** Defaults for what most APIs leave empty. An API that keeps `handlers` empty serves nothing yet. */
const plain = {
  handlers: {},
  bodyLimits: {},
  searches: [],
  errors: plainErrors,
  repeated: {},
  withoutToken: [],
  ofOneself: [],
  changes: {},
} as const

/** What handlers need besides their context. */
export interface ApiParts {
  readonly downloadPath: DownloadPath
  readonly keyRules: KeyRules
  readonly workloads: WorkloadIdentities
  readonly invitations: RandomTokens
  readonly about: About
  readonly webhooks: WebhookParts
  readonly streams: TestParts
  readonly live: Live
  readonly mail: MailSettings
}

export const apis = ({
  downloadPath,
  keyRules,
  workloads,
  invitations,
  about,
  webhooks,
  streams,
  live,
  mail,
}: ApiParts): readonly Api[] => [
  { ...plain, ...packer2023Contract, ...packer2023(downloadPath), name: 'packer 2023-01-01', changes },
  { ...plain, ...packer2021Contract, ...packer2021, name: 'packer 2021-04-30', changes },
  { ...plain, ...packer2022Contract, name: 'packer 2022-12-02', ...packer2022 },
  { ...plain, ...resourceManagerContract, name: 'resource-manager 2019-12-10', ...resourceManager },
  { ...plain, ...billingContract, name: 'billing 2020-11-05', handlers: billingHandlers },
  { ...plain, ...iamContract, name: 'iam 2019-12-10', ...iam(keyRules, workloads, invitations) },
  { ...plain, ...operationContract, name: 'operation 2020-05-05', handlers: operationHandlers },
  { ...plain, ...webhookContract, name: 'webhook 2023-05-31', ...webhook(webhooks) },
  { ...plain, ...logServiceContract, name: 'log-service 2021-03-30', ...logService(streams) },
  { ...plain, ...assayContract, name: 'assay v1', ...assay({ about, live, webhooks, streams, mail }) },
]
