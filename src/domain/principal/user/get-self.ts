import type { Context } from '../../context.ts'
import { requireSelf, type User } from './person.ts'

/** Who asks, for people. */
export const getSelf = (context: Context): Promise<User> => requireSelf(context, context.store)
