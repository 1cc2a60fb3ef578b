import { later } from '../../clock.ts'
import type { Context } from '../../context.ts'
import type { LedgerHead, ReportedHead } from './ledger.ts'

const AT_ONCE = 100
const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Reports the head of each ledger that has moved, at most once a day. After a failure it reports a head twice rather than not at all.
 */
export async function tellHeads({ store, clock }: Context, tell: (head: LedgerHead) => void): Promise<void> {
  for (let after = '', page: readonly ReportedHead[] = []; ; after = page.at(-1)?.ledger ?? '') {
    page = await store.ledgers.listHeads(after, AT_ONCE)
    const now = clock.now()
    const due = page.filter(({ position, toldPosition, toldAt }) => {
      // A time in the future was written by a clock that was set back since.
      const isLongAgo = toldAt === '' || toldAt <= later(now, -DAY_MS) || toldAt > now
      return position !== toldPosition && isLongAgo
    })
    if (due.length > 0) {
      for (const head of due) tell(head)
      await store.transaction(async ({ ledgers }) => {
        for (const head of due) await ledgers.tell(head, now)
      })
    }
    if (page.length < AT_ONCE) return
  }
}
