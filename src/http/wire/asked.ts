import { bareAddress } from '../../auth/address-block.ts'
import type { Asked } from '../../domain/context.ts'

/** A request as the server has it; `ip` is undefined once its connection has gone, unless it was asked for before. */
interface Request {
  readonly ip: string | undefined
  readonly id: string
}

/** The request as events tell it. */
export const askedOf = ({ ip = '', id }: Request): Asked => ({ address: bareAddress(ip), requestId: id })
