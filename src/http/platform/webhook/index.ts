// webhook 2023-05-31, with which Terraform has HCP tell others what happened in a project. Nothing of it is served yet.
import type { Operations } from '../../../contract/generated/webhook-2023-05-31.ts'
import type { Handlers } from '../../binding/handler.ts'
import type { unimplemented } from './unimplemented.ts'

type Served = Exclude<keyof Operations, (typeof unimplemented)[number]>

// eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- until the first of them is served
export const webhookHandlers = {} satisfies Handlers<Operations, Served>
