import type { Operations, Schemas } from '../../../contract/generated/packer-2023-01-01.ts'
import type { Incoming, Outgoing } from '../../../contract/operation.ts'
import type { Handlers } from '../../binding/handler.ts'

type Prefix = 'hashicorp.cloud.packer_20230101.'
type Name = keyof Schemas extends infer Key ? (Key extends `${Prefix}${infer Short}` ? Short : never) : never
type ShortName = keyof Operations extends `PackerService_${infer Short}` ? Short : never

/** A message of this API as the server writes it, by its short name. */
export type Out<Short extends Name> = Outgoing<Schemas[`${Prefix}${Short}`]>
/** A message of this API as a handler reads it. */
export type In<Short extends Name> = Incoming<Schemas[`${Prefix}${Short}`]>

/** The handlers of these operations, checked against the contract. */
export type HandlersOf<Short extends ShortName> = Handlers<Operations, `PackerService_${Short}`>
