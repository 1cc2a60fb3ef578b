// log-service 2021-03-30, the audit log of HCP. Nothing of it is served yet.
import type { Operations } from '../../../contract/generated/log-service-2021-03-30.ts'
import type { Handlers } from '../../binding/handler.ts'
import { type ErrorSpelling, plainErrors } from '../../error-handler.ts'
import type { unimplemented } from './unimplemented.ts'

type Served = Exclude<keyof Operations, (typeof unimplemented)[number]>

// eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- until the first of them is served
export const logServiceHandlers = {} satisfies Handlers<Operations, Served>

/** The one document whose errors are those of an older gateway: they repeat the message. */
export const logServiceErrors: ErrorSpelling = { ...plainErrors, extras: (message) => ({ error: message }) }
