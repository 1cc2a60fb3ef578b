import { bareAddress } from '../../auth/address-block.ts'
import type { Asked } from '../../domain/context.ts'

/** A request of the server; `ip` is undefined once its connection has closed, unless it was read before. */
interface Request {
  readonly ip: string | undefined
  readonly id: string
}

/** The request as events record it. */
export const askedOf = ({ ip = '', id }: Request): Asked => ({ address: bareAddress(ip), requestId: id })
