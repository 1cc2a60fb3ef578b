// All APIs of the contract, once: the server binds them, docs/COMPATIBILITY.md lists them, tests go through them.
import * as iam from '../contract/generated/iam-2019-12-10.ts'
import * as logService from '../contract/generated/log-service-2021-03-30.ts'
import * as operation from '../contract/generated/operation-2020-05-05.ts'
import * as packer2021 from '../contract/generated/packer-2021-04-30.ts'
import * as packer2022 from '../contract/generated/packer-2022-12-02.ts'
import * as packer2023 from '../contract/generated/packer-2023-01-01.ts'
import * as resourceManager from '../contract/generated/resource-manager-2019-12-10.ts'
import * as webhook from '../contract/generated/webhook-2023-05-31.ts'
import type { Api } from './binding/bind-operations.ts'
import { plainErrors } from './error-handler.ts'
import { packer2021Errors } from './packer/v2021/errors.ts'
import { packer2021BodyLimits, packer2021Handlers, packer2021Repeated } from './packer/v2021/index.ts'
import { packer2022Handlers, packer2022Searches } from './packer/v2022/index.ts'
import {
  packer2023BodyLimits,
  packer2023Handlers,
  packer2023Repeated,
  packer2023Searches,
} from './packer/v2023/index.ts'
import type { DownloadPath } from './packer/v2023/sboms.ts'
import { iamHandlers, iamWithoutToken } from './platform/iam/index.ts'
import { logServiceErrors, logServiceHandlers } from './platform/log-service/index.ts'
import { operationHandlers } from './platform/operation/index.ts'
import { resourceManagerHandlers } from './platform/resource-manager/index.ts'
import { webhookHandlers } from './platform/webhook/index.ts'

/** What most APIs have nothing of their own in. */
const plain = { bodyLimits: {}, searches: [], errors: plainErrors, repeated: {}, withoutToken: [] } as const

export const apis = (downloadPath: DownloadPath): readonly Api[] => [
  {
    ...plain,
    ...packer2023,
    name: 'packer 2023-01-01',
    handlers: packer2023Handlers(downloadPath),
    bodyLimits: packer2023BodyLimits,
    searches: packer2023Searches,
    repeated: packer2023Repeated,
  },
  {
    ...plain,
    ...packer2021,
    name: 'packer 2021-04-30',
    handlers: packer2021Handlers,
    bodyLimits: packer2021BodyLimits,
    errors: packer2021Errors,
    repeated: packer2021Repeated,
  },
  { ...plain, ...packer2022, name: 'packer 2022-12-02', handlers: packer2022Handlers, searches: packer2022Searches },
  { ...plain, ...resourceManager, name: 'resource-manager 2019-12-10', handlers: resourceManagerHandlers },
  { ...plain, ...iam, name: 'iam 2019-12-10', handlers: iamHandlers, withoutToken: iamWithoutToken },
  { ...plain, ...operation, name: 'operation 2020-05-05', handlers: operationHandlers },
  { ...plain, ...webhook, name: 'webhook 2023-05-31', handlers: webhookHandlers },
  { ...plain, ...logService, name: 'log-service 2021-03-30', handlers: logServiceHandlers, errors: logServiceErrors },
]
