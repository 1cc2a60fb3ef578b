import type { Context } from '../../context.ts'
import { requireSelf, type User } from './person.ts'

/** The actor as a user. Only for users. */
export const getSelf = (context: Context): Promise<User> => requireSelf(context, context.store)
