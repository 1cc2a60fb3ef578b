import type { RequireStatement } from '../../domain/principal/workload/workload.ts'
import { type ExchangeIdentity, type ExchangeParts, factsOf } from './exchange.ts'

export interface WorkloadIdentities {
  readonly exchange: ExchangeIdentity
  readonly requireStatement: RequireStatement
}

/** Loads what verifying takes when it is first needed: two libraries, 40 ms, that most servers can start without. */
export function workloadIdentities(parts: ExchangeParts): WorkloadIdentities {
  let exchange: Promise<ExchangeIdentity> | undefined
  return {
    async exchange(given) {
      exchange ??= import('./exchange-identity.ts').then(({ exchangeIdentity }) => exchangeIdentity(parts))
      return (await exchange)(given)
    },
    async requireStatement(statement, kind) {
      const { conditionalAccess } = await import('./conditional-access.ts')
      conditionalAccess(statement, factsOf[kind])
    },
  }
}
