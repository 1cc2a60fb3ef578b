// The APIs that a client speaks: every API that our server serves.
import type { Operations as Assay } from '../contract/generated/assay-v1.ts'
import { operations as assay } from '../contract/generated/assay-v1.ts'
import type { Operations as Billing } from '../contract/generated/billing-2020-11-05.ts'
import { operations as billing } from '../contract/generated/billing-2020-11-05.ts'
import type { Operations as Iam } from '../contract/generated/iam-2019-12-10.ts'
import { operations as iam } from '../contract/generated/iam-2019-12-10.ts'
import type { Operations as LogService } from '../contract/generated/log-service-2021-03-30.ts'
import { operations as logService } from '../contract/generated/log-service-2021-03-30.ts'
import type { Operations as Packer2021 } from '../contract/generated/packer-2021-04-30.ts'
import { operations as packer2021 } from '../contract/generated/packer-2021-04-30.ts'
import type { Operations as Packer2022 } from '../contract/generated/packer-2022-12-02.ts'
import { operations as packer2022 } from '../contract/generated/packer-2022-12-02.ts'
import type { Operations as Packer2023 } from '../contract/generated/packer-2023-01-01.ts'
import { operations as packer2023 } from '../contract/generated/packer-2023-01-01.ts'
import type { Operations as ResourceManager } from '../contract/generated/resource-manager-2019-12-10.ts'
import { operations as resourceManager } from '../contract/generated/resource-manager-2019-12-10.ts'
import type { Operations as Webhook } from '../contract/generated/webhook-2023-05-31.ts'
import { operations as webhook } from '../contract/generated/webhook-2023-05-31.ts'
import type { CallEntry, OperationTypes } from '../contract/operation.ts'

/** Operations by name, each with the types of its request and response. */
export type OperationsOf<Names> = { readonly [Name in keyof Names]: OperationTypes }

/** The operations of an API as a client needs them; `Operations` exists only for the compiler. */
export interface Api<Operations> {
  readonly operations: Readonly<Record<keyof Operations & string, CallEntry>>
}

/**
 * The APIs that new clients speak: the registry of 2023-01-01, the calls of the TFC run task, the APIs around both, and what only Assay
 * has.
 */
export interface Operations extends Packer2023, Packer2022, Iam, ResourceManager, Billing, Webhook, LogService, Assay {}

export const currentApi: Api<Operations> = {
  operations: {
    ...packer2023,
    ...packer2022,
    ...iam,
    ...resourceManager,
    ...billing,
    ...webhook,
    ...logService,
    ...assay,
  },
}

/** The registry API of clients before 2023. It uses the same operation names with other meanings. */
export const packer2021Api: Api<Packer2021> = { operations: packer2021 }
